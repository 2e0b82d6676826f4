using System.Globalization;
using FxOrleans.Pricing;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.Serving.Explain;

/// <summary>Which past price's record is asked for: <c>at</c> a moment, or <c>sequence</c>, and <c>epoch</c> where it is of another than the market's own of now.</summary>
/// <param name="Sequence">From 1; 0 where a moment is asked for.</param>
/// <param name="Epoch">From 0; null for the market's own of now.</param>
internal readonly record struct RequestedRecord(long Sequence, long? Epoch)
{
    /// <summary>The moment that is asked for; null where a number is.</summary>
    public DateTimeOffset? At { get; private init; }

    private const long Most = (1L << 53) - 1;

    /// <summary>Reads a request's <c>sequence</c> and <c>epoch</c>, or <c>at</c>; null where there is none of them.</summary>
    /// <param name="query">The request's.</param>
    /// <param name="now">UTC.</param>
    /// <param name="past">What is asked for.</param>
    public static Problem? Read(IQueryCollection query, DateTimeOffset now, out RequestedRecord? past)
    {
        past = null;
        var (sequence, epoch) = ((string?)null, (string?)null);
        if ((QueryReader.Optional(query, "sequence", out sequence) ?? QueryReader.Optional(query, "epoch", out epoch)) is { } problem)
        {
            return problem;
        }

        if (query.ContainsKey("at"))
        {
            if (sequence is not null || epoch is not null)
            {
                return Problem.BadRequest(ProblemCodes.InvalidQuery, "'at' does not go with 'sequence' or 'epoch'.");
            }

            if (QueryReader.PastInstant(query, "at", now, out var at) is { } wrong)
            {
                return wrong;
            }

            past = new RequestedRecord(0, null) { At = at };
            return null;
        }

        if (sequence is null)
        {
            return epoch is null ? null : Problem.BadRequest(ProblemCodes.InvalidSequence, "'epoch' goes with 'sequence', which is missing.");
        }

        if (!TryRead(sequence, 1, out var number))
        {
            return Problem.BadRequest(ProblemCodes.InvalidSequence, $"sequence '{QueryReader.Echo(sequence)}' is no whole number from 1 to 2^53 - 1.");
        }

        var era = 0L;
        if (epoch is not null && !TryRead(epoch, 0, out era))
        {
            return Problem.BadRequest(ProblemCodes.InvalidSequence, $"epoch '{QueryReader.Echo(epoch)}' is no whole number from 0 to 2^53 - 1.");
        }

        past = new RequestedRecord(number, epoch is null ? null : era);
        return null;
    }

    /// <summary>The record that is asked for; null where none is kept.</summary>
    /// <param name="records">Where records are.</param>
    /// <param name="engine">Which knows a market's own epoch.</param>
    /// <param name="latest">The market's latest price.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async ValueTask<Explanation?> FindAsync(PastRecords records, IRateEngine engine, Price latest, CancellationToken cancel)
    {
        var (pair, sequence, epoch) = (latest.Pair, Sequence, Epoch);
        return At is { } at ? await records.FindAsync(pair, at, cancel).ConfigureAwait(false)
            : epoch is null && await engine.ExplainAsync(pair, sequence, null, cancel).ConfigureAwait(false) is { } record ? record
            : await records.FindAsync(pair, epoch ?? latest.Epoch, sequence, cancel).ConfigureAwait(false);
    }

    /// <summary>What to say when there is no record of it.</summary>
    /// <param name="path">The legs of the latest price.</param>
    /// <param name="policy">The policy in force.</param>
    public Problem NotKept(IReadOnlyList<Leg> path, PricingPolicy policy)
    {
        if (path.Count != 1)
        {
            return Problem.NotFound(
                ProblemCodes.NotKept,
                path.Count == 0
                    ? "Of an asset in itself nothing is decided, so nothing is kept."
                    : $"A cross is computed when it is read, and no record of it is kept. Its legs have records: {string.Join(", ", path.Select(Name))}.");
        }

        var latest = path[0].Price;
        if (At is not null)
        {
            return Problem.NotFound(ProblemCodes.NotKept, $"The journal here holds no price of {latest.Pair} in force then.");
        }

        var isYet = Sequence > latest.Sequence && (Epoch ?? latest.Epoch) >= latest.Epoch;
        return Problem.NotFound(ProblemCodes.NotKept, string.Create(
            CultureInfo.InvariantCulture,
            $"There is no record {(isYet ? "yet" : "any more")} of that price of {latest.Pair}; its latest is sequence {latest.Sequence} of epoch {latest.Epoch}, and the last {policy.ExplainDepth} are kept (Pricing:ExplainDepth), and what the journal holds."));
    }

    private static string Name(Leg leg) => string.Create(
        CultureInfo.InvariantCulture, $"{leg.Price.Pair}, now at sequence {leg.Price.Sequence} of epoch {leg.Price.Epoch}");

    private static bool TryRead(string text, long least, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= Most;
}
