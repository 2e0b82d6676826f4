using System.Text.Json;
using FxOrleans.Serving.Rates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FxOrleans.PricePlatform;

/// <summary><c>GET /api/v1/prices/batch?symbols=BTC,ETH,AAPL</c>: many current prices.</summary>
public static class BatchEndpoint
{
    /// <summary>The most symbols of one request.</summary>
    public const int MaxSymbols = 200;

    public static IEndpointRouteBuilder MapPriceBatch(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(PricePlatformRegistration.Prefix + "/batch", GetAsync)
            .WithName("price_batch")
            .WithSummary("Many current prices at once; symbols that are unknown or without a price are listed as missing.")
            .WithQuery("symbols", $"Comma-separated, at most {MaxSymbols}.", "BTC,EUR,AAPL")
            .WithExample<BatchResponse>("""{"count":1,"data":{"BTC":{"symbol":"BTC","price":79235.63,"change":721.69,"change_percent":0.9192,"timestamp":"2026-09-29T12:00:00Z","status":"live","simulated":false}},"missing":["EUR","AAPL"]}""")
            .WithProblem(StatusCodes.Status400BadRequest, ProblemCodes.MissingParameter, ProblemCodes.InvalidCurrency, ProblemCodes.InvalidQuery, ProblemCodes.TooManySymbols)
            .WithProblem(StatusCodes.Status503ServiceUnavailable, ProblemCodes.NotReady, ProblemCodes.UpstreamUnavailable)
            .WithTags(ServiceDescription.Prices);
        return endpoints;
    }

    private static async Task<IResult> GetAsync(HttpRequest request, RateBoard board, PriceRows rows, ChangeWatch watch, CancellationToken cancel)
    {
        if (Read(request.Query, out var asked, out var unknown) is { } problem)
        {
            return problem;
        }

        var priced = asked.Where(symbol => rows.Read(symbol) is not null).ToList();
        if (!board.IsFilled && priced.Count < asked.Count)
        {
            return RateReading.NotReady(board);
        }

        await watch.WantAsync([.. priced.Select(symbol => (symbol.From, symbol.To))], cancel).ConfigureAwait(false);
        var found = priced.ToDictionary(symbol => symbol.Name, symbol => rows.Answer(symbol, rows.Read(symbol)!), StringComparer.Ordinal);
        var batch = new BatchResponse(found.Count, found, [.. unknown, .. asked.Except(priced).Select(symbol => symbol.Name)]);
        return new Answer(JsonSerializer.SerializeToUtf8Bytes(batch, PlatformJson.Default.BatchResponse), Answer.Json, Answer.Revalidate);
    }

    private static Problem? Read(IQueryCollection query, out List<PriceSymbol> symbols, out List<string> unknown)
    {
        (symbols, unknown) = ([], []);
        if (QueryReader.Required(query, "symbols", out var text) is { } problem)
        {
            return problem;
        }

        var names = text.Split(',', StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (names.Count > MaxSymbols)
        {
            return Problem.BadRequest(ProblemCodes.TooManySymbols, $"At most {MaxSymbols} symbols can be asked for at once.");
        }

        foreach (var name in names)
        {
            if (PriceSymbol.Read(name, out bool isFormed) is { } symbol)
            {
                symbols.Add(symbol);
            }
            else if (isFormed)
            {
                unknown.Add(name.ToUpperInvariant());
            }
            else
            {
                return PriceSymbol.Malformed(name);
            }
        }

        return null;
    }
}
