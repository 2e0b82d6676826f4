using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FxOrleans.PricePlatform;

/// <summary><c>GET /api/v1/prices/crypto/top</c>, <c>/search</c> and <c>/mapping</c>: which coins there are.</summary>
public static class CryptoEndpoints
{
    /// <summary>The longest list of the largest coins; the mapping resolves symbols by as many.</summary>
    public const int MaxTop = 1000;

    /// <summary>The most coins that a search gives.</summary>
    public const int MaxFound = 100;

    private const int DefaultTop = 100;
    private const int DefaultFound = 50;
    private const string Path = PricePlatformRegistration.Prefix + "/crypto";

    public static IEndpointRouteBuilder MapCrypto(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Path + "/top", TopAsync)
            .WithName("crypto_top")
            .WithSummary("The largest coins by market cap.")
            .WithOptionalQuery("limit", $"1 to {MaxTop}; {DefaultTop} by default.", "10")
            .WithExample<CoinsResponse>("""{"success":true,"count":1,"provider":"CoinGecko","simulated":false,"results":[{"id":"dogecoin","symbol":"DOGE","name":"Dogecoin","current_price":0.0986104,"image":"https://coin-images.coingecko.com/coins/images/5/large/dogecoin.png","market_cap":14988776712,"market_cap_rank":10,"price_change_percentage_24h":7.15297}]}""")
            .WithProblem(StatusCodes.Status400BadRequest, ProblemCodes.InvalidLimit)
            .WithProblem(StatusCodes.Status503ServiceUnavailable, ProblemCodes.UpstreamUnavailable)
            .WithTags(ServiceDescription.Coins);
        endpoints.MapGet(Path + "/search", SearchAsync)
            .WithName("crypto_search")
            .WithSummary("Coins by name or symbol with their markets; those without one are found too.")
            .WithQuery("q", $"A part of a name or symbol, 1 to {CryptoQuery.LongestText} characters, no wildcards.", "doge")
            .WithOptionalQuery("limit", $"1 to {MaxFound}; {DefaultFound} by default.", "10")
            .WithExample<CoinsResponse>("""{"success":true,"count":1,"provider":"CoinGecko","simulated":false,"results":[{"id":"dogecoin","symbol":"DOGE","name":"Dogecoin","current_price":0.0986104,"image":"https://coin-images.coingecko.com/coins/images/5/large/dogecoin.png","market_cap":14988776712,"market_cap_rank":10,"price_change_percentage_24h":7.15297}]}""")
            .WithProblem(StatusCodes.Status400BadRequest, ProblemCodes.MissingParameter, ProblemCodes.InvalidQuery, ProblemCodes.InvalidLimit)
            .WithProblem(StatusCodes.Status503ServiceUnavailable, ProblemCodes.UpstreamUnavailable)
            .WithTags(ServiceDescription.Coins);
        endpoints.MapGet(Path + "/mapping", MappingAsync)
            .WithName("crypto_mapping")
            .WithSummary("The coin that each symbol means: where many share one, the coin with the largest market.")
            .WithExample<CoinsResponse>("""{"success":true,"count":1,"provider":"CoinGecko","simulated":false,"mapping":{"DOGE":"dogecoin"},"results":[{"id":"dogecoin","symbol":"DOGE","name":"Dogecoin","current_price":0.0986104,"image":"https://coin-images.coingecko.com/coins/images/5/large/dogecoin.png","market_cap":14988776712,"market_cap_rank":10,"price_change_percentage_24h":7.15297}]}""")
            .WithProblem(StatusCodes.Status503ServiceUnavailable, ProblemCodes.UpstreamUnavailable)
            .WithTags(ServiceDescription.Coins);
        return endpoints;
    }

    private static async Task<IResult> TopAsync(HttpContext context, SharedResponses answers, CancellationToken cancel)
    {
        if (CryptoQuery.Limit(context.Request.Query, DefaultTop, MaxTop, out var limit) is { } problem)
        {
            return problem;
        }

        var outcome = await answers.GetAsync(new CacheRequestTop(limit), cancel).ConfigureAwait(false);
        return CachedResult.Of(context, outcome, Nothing);
    }

    private static async Task<IResult> SearchAsync(HttpContext context, SharedResponses answers, CancellationToken cancel)
    {
        var limit = DefaultFound;
        if ((CryptoQuery.Text(context.Request.Query, out var text) ?? CryptoQuery.Limit(context.Request.Query, DefaultFound, MaxFound, out limit)) is { } problem)
        {
            return problem;
        }

        var outcome = await answers.GetAsync(new CacheRequestSearch(text, limit), cancel).ConfigureAwait(false);
        return CachedResult.Of(context, outcome, Nothing);
    }

    private static async Task<IResult> MappingAsync(HttpContext context, SharedResponses answers, CancellationToken cancel) =>
        CachedResult.Of(context, await answers.GetAsync(new CacheRequestMapping(), cancel).ConfigureAwait(false), Nothing);

    private static IResult Nothing() => Problem.NotFound(ProblemCodes.UnknownSymbol, "There is no such coin.");
}
