using System.Text.Json;
using FxOrleans.Pricing;
using FxOrleans.Serving.Rates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
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
            .WithSummary("Every quote behind a price, its age, weight and verdict; a cross's legs, and the pair's own price that it stands in for; the policy in force.")
            .WithQuery("from", "Base asset.", "USD")
            .WithQuery("to", "Quote asset.", "EUR")
            .WithOptionalQuery("max_age", "Refuse an older price.", "10m")
            .WithOptionalQuery("sequence", "The sequence number of a past price, whose record is asked for; 404 not_kept when it is not kept.", "211")
            .WithOptionalQuery("at", "A past moment, ISO 8601: the record of the price in force then, as far back as the journal reaches; not with sequence.", "2026-09-29T12:00:00Z")
            .WithOptionalQuery("epoch", "With sequence: that price's epoch; the market's own of now by default.", "1795302042974")
            .WithOptionalQuery(UsageQuery.Parameter, UsageQuery.Meaning, UsageQuery.Firm)
            .WithExample<ExplanationResponse>("""
                {"from":"USD","to":"EUR","price":0.86142,"timestamp":"2026-09-29T12:00:00.513Z","bid":0.86141,"ask":0.86143,"confidence":0.00001,"status":"live","sources":2,"via":[],"simulated":false,"epoch":1795302042974,"sequence":211,"usage":"firm",
                "quotes":[{"provider":"OneFrame",
                 "value":0.86142,"timestamp":"2026-09-29T12:00:00.513Z","age":0.053,"weight":1,"kept":true,"reason":null,
                 "bid":0.86141,"ask":0.86143,"quality":1,"deviation":0,"kind":"live","group":"OneFrame","trust":1}],
                "consensus":{"centre":0.86142,"scale":0.00001,"threshold":0.005,"disputed":false,"doubt":0,"confirmed":true,"held":false,"deviation":0.00001,"freedom":1,"variance":0},
                "at":"2026-09-29T12:00:00.520Z",
                "market":{"pair":"USD/EUR","inverted":false,"price":0.86142,"bid":0.86141,"ask":0.86143,"confidence":0.00001,"epoch":1795302042974,"sequence":211},
                "legs":[],"complete":true,
                "policy":{"quorum":2,"maxAge":10,"maxClockSkew":60,"maxSources":16,
                 "outlierMads":6,"outlierFloor":0.005,"holdFor":120,"holdFaultFor":90000,"frozenQuotes":10,"frozenAfter":30,"explainDepth":16,"decidedDigits":28,"derivedDigits":15,
                 "usage":{"sources":2,"maxConfidence":20,"maxAge":2592000,"fixings":false,"closedMarkets":false,"hysteresis":0.2}}}
                """)
            .WithProblem(StatusCodes.Status400BadRequest, ProblemCodes.MissingParameter, ProblemCodes.InvalidCurrency, ProblemCodes.InvalidMaxAge, ProblemCodes.InvalidUsage, ProblemCodes.InvalidSequence, ProblemCodes.InvalidQuery)
            .WithProblem(StatusCodes.Status404NotFound, ProblemCodes.NoPrice, ProblemCodes.NotKept)
            .WithProblem(StatusCodes.Status503ServiceUnavailable, ProblemCodes.NotReady, ProblemCodes.RateStale, ProblemCodes.NotFirm, ProblemCodes.UpstreamUnavailable)
            .WithTags(ServiceDescription.Rates);
        return endpoints;
    }

    private static async Task<IResult> GetAsync(HttpRequest request, RateBoard board, IRateEngine engine, PricingPolicy policy, [FromServices] IDecisionArchive? archive, CancellationToken cancel)
    {
        var rate = (EncodedRate?)null;
        var problem = RequestedRecord.Read(request.Query, board.Now.Wall, out var past) ?? RateReading.Read(request.Query, board, out rate);
        if (problem is not null)
        {
            return problem;
        }

        var path = board.PathOf(rate!.Rate);
        var direct = path.Count > 1 && board.TryGetLeg(rate.Rate.From, rate.Rate.To, out var own) ? own : (Leg?)null;
        if (past is { } asked)
        {
            path = direct is { } quoted ? [quoted] : path;
            return path.Count == 1 && await asked.FindAsync(new PastRecords(engine, archive), engine, path[0].Price, cancel).ConfigureAwait(false) is { } record
                && ExplainedLeg.OfRecord(WrongBaseDetector.Name(record, board), path[0].Inverted, board.Policy) is { } leg
                    ? Write(leg.Rate, [leg], policy)
                    : asked.NotKept(path, policy);
        }

        var legs = new List<ExplainedLeg>(path.Count);
        foreach (var leg in path)
        {
            legs.Add(await ExplainAsync(leg, engine, board, cancel).ConfigureAwait(false));
        }

        return Write(rate, legs, policy, direct is { } beside ? await ExplainAsync(beside, engine, board, cancel).ConfigureAwait(false) : null);
    }

    private static async Task<ExplainedLeg> ExplainAsync(Leg leg, IRateEngine engine, RateBoard board, CancellationToken cancel) =>
        board.ReadDirect(leg.From, leg.To) is { } rate
            ? new(rate, leg, await ExplainAsync(engine, board, leg.Price, cancel).ConfigureAwait(false), Findings(leg.Price, rate, board))
            : throw new InvalidOperationException($"The leg {leg.From}/{leg.To} is gone.");

    // By the clocks that the rate was judged by.
    private static IReadOnlyList<UsageFinding> Findings(Price price, EncodedRate rate, RateBoard board) =>
        UsageRule.Explain(board.Pegs.Mark(price), board.Policy, board.Now.Wall, rate.Status == PriceStatus.Stale);

    // The board may be a tick behind the engine: then the record of the price that it shows is the one that explains it.
    private static async Task<Explanation?> ExplainAsync(IRateEngine engine, RateBoard board, Price shown, CancellationToken cancel)
    {
        var record = await engine.ExplainAsync(shown.Pair, cancel).ConfigureAwait(false);
        if (record?.Price is { } price && (price.Sequence, price.Epoch) != (shown.Sequence, shown.Epoch))
        {
            record = await engine.ExplainAsync(shown.Pair, shown.Sequence, shown.Epoch, cancel).ConfigureAwait(false) ?? record;
        }

        return record is null ? null : WrongBaseDetector.Name(record, board);
    }

    private static Answer Write(EncodedRate rate, IReadOnlyList<ExplainedLeg> legs, PricingPolicy policy, ExplainedLeg? direct = null) =>
        new(JsonSerializer.SerializeToUtf8Bytes(new ExplanationResponse(rate, legs, direct, policy), ServingJson.Default.ExplanationResponse), Answer.Json, Answer.Revalidate);
}
