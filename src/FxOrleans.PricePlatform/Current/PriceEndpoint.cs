using System.Text.Json;
using FxOrleans.Serving.Rates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FxOrleans.PricePlatform;

/// <summary><c>GET /api/v1/prices/{symbol}</c>: a current price and its change over 24 hours.</summary>
public static class PriceEndpoint
{
    public static IEndpointRouteBuilder MapPrice(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(PricePlatformRegistration.Prefix + "/{symbol}", GetAsync)
            .WithName("price")
            .WithSummary("A coin, currency, metal or stock in US dollars, or a pair such as EUR-NGN, with its change over 24 hours.")
            .TakesPath("symbol", "Such as BTC, EUR, AAPL or EUR-NGN.", "BTC")
            .WithExample<PriceResponse>("""{"symbol":"BTC","price":79235.63,"change":721.69,"change_percent":0.9192,"timestamp":"2026-09-29T12:00:00Z","status":"live","simulated":false}""")
            .WithProblem(StatusCodes.Status400BadRequest, ProblemCodes.InvalidCurrency)
            .WithProblem(StatusCodes.Status404NotFound, ProblemCodes.UnknownSymbol, ProblemCodes.NoPrice)
            .WithProblem(StatusCodes.Status503ServiceUnavailable, ProblemCodes.NotReady, ProblemCodes.UpstreamUnavailable)
            .WithTags(ServiceDescription.Prices);
        return endpoints;
    }

    private static async Task<IResult> GetAsync(string symbol, RateBoard board, PriceRows rows, ChangeWatch watch, CancellationToken cancel)
    {
        if (PriceSymbol.Read(symbol, out PriceSymbol asked) is { } problem)
        {
            return problem;
        }

        if (rows.Read(asked) is null)
        {
            return RateReading.NoPrice(board, asked.From, asked.To);
        }

        await watch.WantAsync([(asked.From, asked.To)], cancel).ConfigureAwait(false);
        return new Answer(JsonSerializer.SerializeToUtf8Bytes(rows.Answer(asked, rows.Read(asked)!), PlatformJson.Default.PriceResponse), Answer.Json, Answer.Revalidate);
    }
}
