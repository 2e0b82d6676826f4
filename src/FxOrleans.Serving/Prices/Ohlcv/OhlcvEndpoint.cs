using FxOrleans.Pricing;
using FxOrleans.Serving.Rates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FxOrleans.Serving.Prices;

/// <summary><c>GET /api/v1/prices/{symbol}/ohlcv?period=&amp;interval=</c>: bars.</summary>
public static class OhlcvEndpoint
{
    public static IEndpointRouteBuilder MapPriceBars(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(PricesRegistration.Prefix + "/{symbol}/ohlcv", GetAsync)
            .WithName("price_bars")
            .WithSummary("Bars with open, high, low, close and volume: the service's own as far as its record reaches, a provider's before that.")
            .TakesPath("symbol", "Such as BTC, EUR, AAPL or EUR-NGN.")
            .Takes("period", string.Join(", ", PricePeriod.All.Select(period => period.Code)))
            .Takes("interval", $"{string.Join(", ", PricePeriod.Intervals.Select(interval => interval.Code()))}; by default {string.Join(", ", PricePeriod.All.Select(period => $"{period.Bars.Code()} for {period.Code}"))}.", required: false)
            .Answers<OhlcvShape>();
        return endpoints;
    }

    private static async Task<IResult> GetAsync(
        string symbol, HttpContext context, PastAnswers answers, RateBoard board, CancellationToken cancel)
    {
        var interval = default(CandleInterval);
        if ((HistoryEndpoint.Read(symbol, context.Request.Query, out var asked, out var period) ?? period.ReadInterval(context.Request.Query, out interval)) is { } problem)
        {
            return problem;
        }

        var outcome = await answers.GetAsync(new WantedAnswer(asked, period, interval, 0), cancel).ConfigureAwait(false);
        return outcome.Answer is null && !board.IsFilled
            ? RateReading.NotReady(board)
            : CachedResult.Of(context, outcome, () => RateReading.NoPrice(board, asked.From, asked.To));
    }
}
