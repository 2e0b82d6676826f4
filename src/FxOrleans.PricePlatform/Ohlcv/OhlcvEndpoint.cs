using FxOrleans.Pricing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FxOrleans.PricePlatform;

/// <summary><c>GET /api/v1/prices/{symbol}/ohlcv?period=&amp;interval=</c>: bars.</summary>
public static class OhlcvEndpoint
{
    public static IEndpointRouteBuilder MapPriceBars(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(PricePlatformRegistration.Prefix + "/{symbol}/ohlcv", GetAsync)
            .WithName("price_bars")
            .WithSummary("Bars with open, high, low, close and volume: the service's own as far as its record reaches, a provider's before that.")
            .TakesPath("symbol", "Such as BTC, EUR, AAPL or EUR-NGN.", "BTC")
            .WithQuery("period", "How far back.", "1d", [.. PricePeriod.All.Select(period => period.Code)])
            .WithOptionalQuery(
                "interval", $"How long a bar is; by default {string.Join(", ", PricePeriod.All.Select(period => $"{period.Bars.Code()} for {period.Code}"))}.", "1h",
                [.. PricePeriod.Intervals.Select(interval => interval.Code())])
            .WithExample<OhlcvResponse>("""{"symbol":"BTC","period":"1d","interval":"15m","count":1,"source":"both","provider":"CoinGecko","recorded_from":"2026-09-29T11:00:00Z","simulated":false,"as_of":"2026-09-29T12:00:00Z","data":[{"time":"2026-09-28T12:00:00Z","open":78608.16,"high":78760.55,"low":78608.16,"close":78760.55,"volume":4733.17}]}""")
            .WithTable<BarRowResponse>("""{"time":"2026-09-28T12:00:00Z","open":78608.16,"high":78760.55,"low":78608.16,"close":78760.55,"volume":4733.17,"simulated":false}""")
            .WithProblem(StatusCodes.Status400BadRequest, ProblemCodes.InvalidCurrency, ProblemCodes.InvalidPeriod, ProblemCodes.InvalidInterval, ProblemCodes.InvalidFormat)
            .WithProblem(StatusCodes.Status404NotFound, ProblemCodes.UnknownSymbol, ProblemCodes.NoPrice)
            .WithProblem(StatusCodes.Status503ServiceUnavailable, ProblemCodes.NotReady, ProblemCodes.UpstreamUnavailable)
            .WithTags(ServiceDescription.Prices);
        return endpoints;
    }

    private static async Task<IResult> GetAsync(
        string symbol, HttpContext context, SharedResponses answers, RateBoard board, CancellationToken cancel)
    {
        var interval = default(CandleInterval);
        return (HistoryReading.Read(symbol, context.Request, out var asked, out var period, out var form) ?? period.ReadInterval(context.Request.Query, out interval)) is { } problem
            ? problem
            : await HistoryReading.AnswerAsync<BarRowResponse>(context, answers, board, asked, period, interval, form, cancel).ConfigureAwait(false);
    }
}
