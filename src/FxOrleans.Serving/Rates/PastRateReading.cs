using FxOrleans.Pricing;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.Serving.Rates;

/// <summary><c>GET /rate?…&amp;at=</c>: the rate as of a past moment, from what was recorded by then and nothing later.</summary>
internal static class PastRateReading
{
    public static async Task<IResult> AnswerAsync(IQueryCollection query, RateBoard board, IPriceRecord? record, CancellationToken cancel)
    {
        var problem = QueryReader.Unit(query, "from", out var counted);
        var (quoted, maxAge, firmOnly, at) = (counted, (TimeSpan?)null, false, default(DateTimeOffset));
        problem ??= QueryReader.Unit(query, "to", out quoted)
            ?? QueryReader.MaxAge(query, out maxAge)
            ?? UsageQuery.Read(query, out firmOnly)
            ?? QueryReader.PastInstant(query, "at", board.Now.Wall, out at);
        if (problem is not null)
        {
            return problem;
        }

        var (from, to) = (counted.Asset, quoted.Asset);
        if (from == to)
        {
            return Json(PastRateJson.Encode(Rate.Identity(from, at), PriceStatus.Live, UsageReason.None, counted, quoted, at, []));
        }

        if (record is null)
        {
            return NotRecorded(from, to, at);
        }

        var today = RateReading.Read(board, from, to)?.Rate.Via ?? [];
        HistoricalPrices prices;
        try
        {
            prices = await HistoricalPrices.FindAsync(record, from, to, today, at, board.Options.MaxAge, cancel).ConfigureAwait(false);
        }
        catch (RecordBusyException busy)
        {
            return Problem.Unavailable(ProblemCodes.UpstreamUnavailable, busy.Message) with { RetryAfter = TimeSpan.FromSeconds(1) };
        }

        var legs = new Leg[PathSearch.MaxLegs];
        var count = PathSearch.Find(prices, from, to, at, board.Options.MaxAge, legs);
        if (count == 0 || !CrossRate.TryCombine(legs.AsSpan(0, count), board.Options.MaxAge, out var rate))
        {
            return NotRecorded(from, to, at);
        }

        var reasons = legs.Take(count).Aggregate(UsageReason.None, (all, leg) => all | UsageRule.Judge(leg.Price, board.Policy, at));
        return RateReading.TooOld(rate!, maxAge, at)
            ?? (firmOnly ? RateReading.NotFirm(rate!, reasons) : null)
            ?? Json(PastRateJson.Encode(rate!, rate!.StatusAt(at), reasons, counted, quoted, at, [.. legs.Take(count).Select(leg => (leg, prices.Of(leg)))]));
    }

    private static IResult Json(byte[] body) => new Answer(body, Answer.Json, Answer.Revalidate);

    private static Problem NotRecorded(Asset from, Asset to, DateTimeOffset at) =>
        Problem.NotFound(ProblemCodes.NoPrice, $"Nothing is recorded of {from}/{to}, nor of legs that lead from {from} to {to}, by {WireTime.Format(at)}.");
}
