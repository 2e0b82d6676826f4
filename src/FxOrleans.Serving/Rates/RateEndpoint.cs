using FxOrleans.Pricing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace FxOrleans.Serving.Rates;

/// <summary><c>GET /rate</c>: the latest price between two assets, or with <c>at</c> that of a past moment. Requests of the plain form are answered before routing, by <see cref="RateFastPath"/>.</summary>
public static class RateEndpoint
{
    public static IEndpointRouteBuilder MapRate(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/rate", GetAsync)
            .WithName("rate")
            .WithSummary("The latest price between two assets: direct, inverse, or a cross through bridges.")
            .Takes("from", "Base asset: ISO 4217 code, metal, coin or ticker, in any case.")
            .Takes("to", "Quote asset.")
            .Takes("at", "A past moment, ISO 8601, UTC unless it says otherwise: the price as of then, with as_of, resolution, record and legs telling from what.", required: false)
            .Takes("max_age", "Refuse an older price: 500ms, 5s, 10m, 2h, 1d.", required: false)
            .Answers<RateShape>();
        return endpoints;
    }

    private static async ValueTask<IResult> GetAsync(HttpRequest request, RateBoard board, [FromServices] IPriceRecord? record, CancellationToken cancel) =>
        request.Query.ContainsKey("at") ? await PastRateReading.AnswerAsync(request.Query, board, record, cancel).ConfigureAwait(false)
        : RateReading.Read(request.Query, board, out var rate) is { } problem ? problem
        : new Answer(rate!.Json, Answer.Json, Answer.Revalidate, rate.ETag);
}
