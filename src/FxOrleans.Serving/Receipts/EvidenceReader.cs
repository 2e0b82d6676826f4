using FxOrleans.Pricing;
using FxOrleans.Serving.Explain;
using FxOrleans.Serving.Rates;

namespace FxOrleans.Serving.Receipts;

/// <summary>Gathers what a price was computed from: the decision that the board shows now, or a past one.</summary>
internal sealed class EvidenceReader(RateBoard board, PastRecords records)
{
    /// <summary>A price may be replaced between the board's answer and the engine's; the next look finds both.</summary>
    private const int Looks = 3;

    /// <summary>The evidence of the price in force.</summary>
    public async Task<(PriceEvidence? Evidence, Problem? Problem)> NowAsync(Asset from, Asset to, CancellationToken cancel)
    {
        var missing = Replayable("an asset in itself has no price to prove");
        for (var look = 0; look < Looks; look++)
        {
            if (RateReading.Read(board, from, to) is not { } rate)
            {
                return (null, RateReading.NoPrice(board, from, to));
            }

            var legs = new List<LegEvidence>();
            foreach (var leg in board.PathOf(rate.Rate))
            {
                var shown = leg.Price;
                if (await records.FindAsync(shown.Pair, shown.Epoch, shown.Sequence, cancel).ConfigureAwait(false) is not { } record)
                {
                    missing = NoRecord(shown.Pair, shown.Epoch, shown.Sequence);
                    legs.Clear();
                    break;
                }

                legs.Add(await RestAsync(record, leg.Inverted, cancel).ConfigureAwait(false));
            }

            if (legs.Count > 0)
            {
                return Combined(legs);
            }
        }

        return (null, missing);
    }

    /// <summary>The evidence of a past price whose decisions are named.</summary>
    /// <param name="from">Where the first leg starts.</param>
    /// <param name="to">Where the last one ends.</param>
    /// <param name="decisions">The legs' pairs and numbers in walking order.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task<(PriceEvidence? Evidence, Problem? Problem)> PastAsync(
        Asset from, Asset to, IReadOnlyList<(CurrencyPair Pair, long Epoch, long Sequence)> decisions, CancellationToken cancel)
    {
        var legs = new List<LegEvidence>();
        var at = from;
        foreach (var (pair, epoch, sequence) in decisions)
        {
            if (pair.Base != at && pair.Quote != at)
            {
                return (null, Problem.BadRequest(ProblemCodes.InvalidQuery, $"The legs do not lead from {from} to {to}: {pair} does not go on from {at}."));
            }

            if (await records.FindAsync(pair, epoch, sequence, cancel).ConfigureAwait(false) is not { Price: { } price } record)
            {
                return (null, NoRecord(pair, epoch, sequence));
            }

            legs.Add(await RestAsync(record, inverted: price.Pair.Base != at, cancel).ConfigureAwait(false));
            at = pair.Base == at ? pair.Quote : pair.Base;
        }

        return at == to ? Combined(legs) : (null, Problem.BadRequest(ProblemCodes.InvalidQuery, $"The legs lead from {from} to {at}, not to {to}."));
    }

    /// <summary>409: what was asked for cannot be proved.</summary>
    public static Problem Replayable(string why) => new(409, ProblemCodes.NotReplayable, $"This price cannot be proved: {why}.");

    // A decision that left its price as it was says nothing of it: the latest one before it that does is looked for.
    private async Task<LegEvidence> RestAsync(Explanation decided, bool inverted, CancellationToken cancel)
    {
        var record = Mark(decided);
        var leg = new LegEvidence(record, inverted);
        if (record.Price is not { } price || !LegEvidence.IsLeftAsItWas(record))
        {
            return leg;
        }

        for (var sequence = price.Sequence - 1; sequence > 0 && price.Sequence - sequence < record.Policy.ExplainDepth; sequence--)
        {
            if (await records.FindAsync(price.Pair, price.Epoch, sequence, cancel).ConfigureAwait(false) is { } earlier && LegEvidence.MayRestOn(record, Mark(earlier)))
            {
                return leg with { RestsOn = Mark(earlier) };
            }
        }

        return leg;
    }

    // Whether a peg holds is seen over several markets, so it is not in the record of one: a receipt is never firmer than what is served.
    private Explanation Mark(Explanation record) => record.Price is { } price ? record with { Price = board.Pegs.Mark(price) } : record;

    private static (PriceEvidence?, Problem?) Combined(IReadOnlyList<LegEvidence> legs) => PriceEvidence.Of(legs) is { } evidence
        ? (evidence, null)
        : (null, Replayable("its legs were decided by different rules"));

    private static Problem NoRecord(CurrencyPair pair, long epoch, long sequence) =>
        Replayable(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"no record is kept here of {pair} sequence {sequence} of epoch {epoch} (Pricing:ExplainDepth says how many are beside the journal; a node that only serves has none)"));
}
