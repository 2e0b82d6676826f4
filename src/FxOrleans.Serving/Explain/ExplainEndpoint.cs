using FxOrleans.Pricing;
using FxOrleans.Serving.Rates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FxOrleans.Serving.Explain;

/// <summary>
/// <c>GET /rate/explain</c>: why a price is what it is, or with <c>sequence</c> what it was. The one read that asks the engine, since it
/// is for people.
/// </summary>
public static class ExplainEndpoint
{
    public static IEndpointRouteBuilder MapExplain(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/rate/explain", GetAsync)
            .WithName("explain")
            .WithSummary("Every quote behind a price, its age, weight and verdict; a cross's legs; the policy in force.")
            .Takes("from", "Base asset.")
            .Takes("to", "Quote asset.")
            .Takes("sequence", "The sequence number of a past price, whose record is asked for; 404 not_kept when it is not kept.", required: false)
            .Takes("epoch", "That price's epoch; the market's own of now by default.", required: false)
            .Takes("max_age", "Refuse an older price.", required: false)
            .Answers<RateShape>();
        return endpoints;
    }

    private static async Task<IResult> GetAsync(HttpRequest request, RateBoard board, IRateEngine engine, PricingPolicy policy, CancellationToken cancel)
    {
        var rate = (Encoded?)null;
        var problem = PastPrice.Read(request.Query, out var past) ?? RateReading.Read(request.Query, board, out rate);
        if (problem is not null)
        {
            return problem;
        }

        var path = board.PathOf(rate!.Rate);
        if (past is { } asked)
        {
            return path.Count == 1 && await engine.ExplainAsync(path[0].Price.Pair, asked.Sequence, asked.Epoch, cancel).ConfigureAwait(false) is { } record
                && ExplainedLeg.OfRecord(WrongBases.Name(record, board), path[0].Inverted, board.Options.MaxAge) is { } leg
                    ? Write(leg.Rate, [leg], policy)
                    : asked.NotKept(path, policy);
        }

        var legs = new List<ExplainedLeg>(path.Count);
        foreach (var leg in path)
        {
            legs.Add(new ExplainedLeg(board.Read(leg.From, leg.To)!, leg, await ExplainAsync(engine, board, leg.Price, cancel).ConfigureAwait(false)));
        }

        return Write(rate, legs, policy);
    }

    // The board may be a tick behind the engine: then the record of the price that it shows is the one that explains it.
    private static async Task<Explanation?> ExplainAsync(IRateEngine engine, RateBoard board, Price shown, CancellationToken cancel)
    {
        var record = await engine.ExplainAsync(shown.Pair, cancel).ConfigureAwait(false);
        if (record?.Price is { } price && (price.Sequence, price.Epoch) != (shown.Sequence, shown.Epoch))
        {
            record = await engine.ExplainAsync(shown.Pair, shown.Sequence, shown.Epoch, cancel).ConfigureAwait(false) ?? record;
        }

        return record is null ? null : WrongBases.Name(record, board);
    }

    private static Answer Write(Encoded rate, IReadOnlyList<ExplainedLeg> legs, PricingPolicy policy) =>
        new(ExplanationJson.Encode(rate, legs, policy), Answer.Json, Answer.Revalidate);
}
