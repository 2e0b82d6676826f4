using FxOrleans.Pricing;
using FxOrleans.Serving.Rates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FxOrleans.Serving.Explain;

/// <summary><c>GET /rate/explain</c>: why a price is what it is. The one read that asks the engine, since it is for people.</summary>
public static class ExplainEndpoint
{
    public static IEndpointRouteBuilder MapExplain(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/rate/explain", GetAsync)
            .WithName("explain")
            .WithSummary("Every quote behind a price, its age, weight and verdict; a cross's legs; the policy in force.")
            .Takes("from", "Base asset.")
            .Takes("to", "Quote asset.")
            .Answers<RateShape>();
        return endpoints;
    }

    private static async Task<IResult> GetAsync(HttpRequest request, RateBoard board, IRateEngine engine, PricingPolicy policy, CancellationToken cancel)
    {
        if (RateReading.Read(request.Query, board, out var rate) is { } problem)
        {
            return problem;
        }

        var path = board.PathOf(rate!.Rate);
        var legs = new List<ExplainedLeg>(path.Count);
        foreach (var leg in path)
        {
            legs.Add(new ExplainedLeg(board.Read(leg.From, leg.To)!, leg.Inverted, await engine.ExplainAsync(leg.Price.Pair, cancel).ConfigureAwait(false)));
        }

        return new Answer(ExplanationJson.Encode(rate, legs, policy), Answer.Json, Answer.Revalidate);
    }
}
