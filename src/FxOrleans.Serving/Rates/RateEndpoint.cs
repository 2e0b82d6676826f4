using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FxOrleans.Serving.Rates;

/// <summary><c>GET /rate</c>: the latest price between two assets. Requests of the plain form are answered before routing, by <see cref="RateFastPath"/>.</summary>
public static class RateEndpoint
{
    public static IEndpointRouteBuilder MapRate(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/rate", Get)
            .WithName("rate")
            .WithSummary("The latest price between two assets: direct, inverse, or a cross through bridges.")
            .Takes("from", "Base asset: ISO 4217 code, metal, coin or ticker, in any case.")
            .Takes("to", "Quote asset.")
            .Takes("max_age", "Refuse an older price: 500ms, 5s, 10m, 2h, 1d.", required: false)
            .Answers<RateShape>();
        return endpoints;
    }

    private static IResult Get(HttpRequest request, RateBoard board) =>
        RateReading.Read(request.Query, board, out var rate) is { } problem
            ? problem
            : new Answer(rate!.Json, Answer.Json, Answer.Revalidate, rate.ETag);
}
