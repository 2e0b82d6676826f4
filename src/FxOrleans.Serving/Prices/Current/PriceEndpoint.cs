using FxOrleans.Serving.Rates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FxOrleans.Serving.Prices;

/// <summary><c>GET /api/v1/prices/{symbol}</c>: a current price and its change over 24 hours.</summary>
public static class PriceEndpoint
{
    public static IEndpointRouteBuilder MapPrice(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(PricesRegistration.Prefix + "/{symbol}", GetAsync)
            .WithName("price")
            .WithSummary("A coin, currency, metal or stock in US dollars, or a pair such as EUR-NGN, with its change over 24 hours.")
            .TakesPath("symbol", "Such as BTC, EUR, AAPL or EUR-NGN.")
            .Answers<PriceShape>();
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
        return new Answer(rows.Write(asked, rows.Read(asked)!), Answer.Json, Answer.Revalidate);
    }
}
