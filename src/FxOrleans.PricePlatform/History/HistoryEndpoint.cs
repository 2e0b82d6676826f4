using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FxOrleans.PricePlatform;

/// <summary><c>GET /api/v1/prices/{symbol}/history?period=</c>: what a symbol cost.</summary>
public static class HistoryEndpoint
{
    /// <summary>Its name in the API's description.</summary>
    internal const string Name = "price_history";

    public static IEndpointRouteBuilder MapPriceHistory(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(PricePlatformRegistration.Prefix + "/{symbol}/history", GetAsync)
            .WithName(Name)
            .WithSummary("What a symbol cost: the service's own record as far as it reaches, a provider's before that.")
            .TakesPath("symbol", "Such as BTC, EUR, AAPL or EUR-NGN.", "BTC")
            .WithQuery("period", "How far back.", "1d", [.. PricePeriod.All.Select(period => period.Code)])
            .WithExample<HistoryResponse>("""{"symbol":"BTC","period":"1d","count":1,"source":"both","provider":"CoinGecko","recorded_from":"2026-09-29T11:00:00Z","simulated":false,"as_of":"2026-09-29T12:00:00Z","data":[{"timestamp":"2026-09-28T12:00:00Z","price":78608.16}]}""")
            .WithTable<PointRowResponse>("""{"timestamp":"2026-09-28T12:00:00Z","price":78608.16,"simulated":false}""")
            .WithProblem(StatusCodes.Status400BadRequest, ProblemCodes.InvalidCurrency, ProblemCodes.InvalidPeriod, ProblemCodes.InvalidFormat)
            .WithProblem(StatusCodes.Status404NotFound, ProblemCodes.UnknownSymbol, ProblemCodes.NoPrice)
            .WithProblem(StatusCodes.Status503ServiceUnavailable, ProblemCodes.NotReady, ProblemCodes.UpstreamUnavailable)
            .WithTags(ServiceDescription.Prices);
        return endpoints;
    }

    private static async Task<IResult> GetAsync(
        string symbol, HttpContext context, SharedResponses answers, RateBoard board, CancellationToken cancel) =>
        HistoryReading.Read(symbol, context.Request, out var asked, out var period, out var form) is { } problem
            ? problem
            : await HistoryReading.AnswerAsync<PointRowResponse>(context, answers, board, asked, period, null, form, cancel).ConfigureAwait(false);
}
