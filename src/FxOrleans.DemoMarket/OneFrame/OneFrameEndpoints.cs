using Microsoft.AspNetCore.Http;

namespace FxOrleans.DemoMarket;

/// <summary>One-Frame: live FX, as a list or as an endless stream of lists. Errors are objects, most of them under status 200.</summary>
internal static class OneFrameEndpoints
{
    public static void Map(ProviderRoutes routes)
    {
        routes.Get("/rates", RatesAsync);
        routes.Get("/streaming/rates", StreamAsync);
    }

    private static Task RatesAsync(ProviderRequest request) =>
        AccessResponses(request, out var pairs) ?? request.JsonAsync(json => OneFrameRates.Write(json, request.Observation, pairs));

    private static async Task StreamAsync(ProviderRequest request)
    {
        if (AccessResponses(request, out var pairs) is { } refusal)
        {
            await refusal;
            return;
        }

        await new OneFrameStream(request, pairs).RunAsync();
    }

    /// <summary>The error that One-Frame answers with, or null and the pairs asked for.</summary>
    private static Task? AccessResponses(ProviderRequest request, out List<(Listing Base, Listing Quote)> pairs)
    {
        pairs = [];
        if (request.Http.Request.Headers["token"] != DemoProvider.OneFrame.ApiKey)
        {
            return ErrorAsync(StatusCodes.Status403Forbidden, "Forbidden");
        }

        foreach (var name in request.Http.Request.Query["pair"])
        {
            if (!TryPair(request.Model, name, out var pair))
            {
                return ErrorAsync(StatusCodes.Status200OK, "Invalid Currency Pair");
            }

            pairs.Add(pair);
        }

        return pairs.Count == 0 ? ErrorAsync(StatusCodes.Status200OK, "No currency pair provided") : null;

        Task ErrorAsync(int status, string error) => request.Http.AnswerAsync(status, $$"""{"error":"{{error}}"}""");
    }

    private static bool TryPair(MarketModel model, string? name, out (Listing Base, Listing Quote) pair)
    {
        pair = default;
        if (name is not { Length: 6 }
            || model.Find(name.AsSpan(0, 3)) is not { Asset.IsDead: false } @base
            || model.Find(name.AsSpan(3)) is not { Asset.IsDead: false } quote
            || ReferenceEquals(@base, quote))
        {
            return false;
        }

        pair = (@base, quote);
        return true;
    }
}
