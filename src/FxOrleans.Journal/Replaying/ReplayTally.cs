using FxOrleans.Pricing;

namespace FxOrleans.Journal;

/// <summary>
/// Counts how prices differ between two policies. Distances are kept in a histogram of steps of 2 %, so that a day takes no more memory than a
/// minute. Not thread-safe.
/// </summary>
internal sealed class ReplayTally
{
    private const double Step = 0.02;
    private const double Least = 1e-6;
    private const int MostWorst = 10;

    private static readonly int Steps = (int)(Math.Log(1e12) / Math.Log(1 + Step));

    private readonly long[] _distances = new long[Steps + 1];
    private readonly PriorityQueue<PriceDifference, double> _worst = new();
    private readonly SortedDictionary<Verdict, (long Gained, long Lost)> _faults = [];

    /// <summary>Prices that were compared.</summary>
    public long Compared { get; private set; }

    /// <summary>Of them, those that differ in anything, or are none.</summary>
    public long Different { get; private set; }

    /// <summary>Of these, those that have another mid.</summary>
    public long Moved { get; private set; }

    /// <summary>Of them, those that are disputed by the other rules only.</summary>
    public long DisputesGained { get; private set; }

    /// <summary>Of them, those that are disputed by the rules in force only.</summary>
    public long DisputesLost { get; private set; }

    /// <summary>Of them, those that are quorate by the rules in force.</summary>
    public long QuorateBefore { get; private set; }

    /// <summary>Of them, those that are quorate by the other rules.</summary>
    public long QuorateAfter { get; private set; }

    /// <summary>Of them, those that are firm by the rules in force.</summary>
    public long FirmBefore { get; private set; }

    /// <summary>Of them, those that are firm by the other rules.</summary>
    public long FirmAfter { get; private set; }

    /// <summary>The greatest distances, the greatest first.</summary>
    public IReadOnlyList<PriceDifference> Worst => [.. _worst.UnorderedItems.OrderByDescending(item => item.Priority).ThenBy(item => item.Element.Timestamp).ThenBy(item => item.Element.Sequence).Select(item => item.Element)];

    /// <summary>Counts a price beside what the other rules say at that moment.</summary>
    /// <param name="price">As it was published.</param>
    /// <param name="isFirm">Whether it was firm then.</param>
    /// <param name="other">By the other rules; null where they lead to none.</param>
    /// <param name="isOtherFirm">Whether that one would have been firm.</param>
    public void Compare(in Price price, bool isFirm, in Price? other, bool isOtherFirm)
    {
        Compared++;
        DisputesGained += other is { Disputed: true } && !price.Disputed ? 1 : 0;
        DisputesLost += price.Disputed && other is not { Disputed: true } ? 1 : 0;
        QuorateBefore += price.Quorate ? 1 : 0;
        QuorateAfter += other is { Quorate: true } ? 1 : 0;
        FirmBefore += isFirm ? 1 : 0;
        FirmAfter += isOtherFirm ? 1 : 0;
        if (other is not { } found)
        {
            Different++;
            return;
        }

        var changes = Changes(price, found) | (isFirm == isOtherFirm ? 0 : PriceChanges.Usage);
        if (changes == PriceChanges.None)
        {
            return;
        }

        Different++;
        var points = (double)Math.Abs((found.Mid / price.Mid) - 1) * 10_000;
        if (changes.HasFlag(PriceChanges.Mid))
        {
            Moved++;
            _distances[(int)Math.Clamp(Math.Log(points / Least) / Math.Log(1 + Step), 0, Steps)]++;
        }

        if (_worst.Count == MostWorst && _worst.TryPeek(out _, out var least) && points <= least)
        {
            return;
        }

        _worst.Enqueue(new PriceDifference(price.Pair, price.Epoch, price.Sequence, price.Timestamp, price.Mid, found.Mid, points, changes), points);
        if (_worst.Count > MostWorst)
        {
            _worst.Dequeue();
        }
    }

    /// <summary>Counts what was found of a quote by the rules in force, and by the others.</summary>
    public void Compare(Verdict before, Verdict after)
    {
        if (before != after)
        {
            Count(after, gained: 1, lost: 0);
            Count(before, gained: 0, lost: 1);
        }
    }

    /// <summary>All that was counted.</summary>
    public PolicyReport Report() => new(Compared, Different, Moved, Quantile(0.5), Quantile(0.95), Quantile(0.99), Worst)
    {
        DisputesGained = DisputesGained,
        DisputesLost = DisputesLost,
        QuorateBefore = QuorateBefore,
        QuorateAfter = QuorateAfter,
        FirmBefore = FirmBefore,
        FirmAfter = FirmAfter,
        Faults = [.. _faults.Select(fault => new FaultDifference(fault.Key, fault.Value.Gained, fault.Value.Lost))],
    };

    /// <summary>The distance in basis points, within 2 %, that so many of the moved prices do not exceed; null where none moved.</summary>
    /// <param name="share">From 0 to 1.</param>
    public double? Quantile(double share)
    {
        var rest = (long)Math.Ceiling(share * _distances.Sum());
        if (rest == 0)
        {
            return null;
        }

        var step = 0;
        for (; (rest -= _distances[step]) > 0; step++)
        {
            // The next one.
        }

        return Least * Math.Pow(1 + Step, step + 0.5);
    }

    private static PriceChanges Changes(in Price price, in Price other) =>
        (price.Mid == other.Mid ? 0 : PriceChanges.Mid)
        | (price.Mid - price.Bid == other.Mid - other.Bid && price.Ask - price.Mid == other.Ask - other.Mid ? 0 : PriceChanges.Spread)
        | (price.Confidence == other.Confidence ? 0 : PriceChanges.Confidence)
        | (price.Kind == other.Kind ? 0 : PriceChanges.Kind)
        | (price.Quorate == other.Quorate ? 0 : PriceChanges.Quorum)
        | (price.Disputed == other.Disputed ? 0 : PriceChanges.Dispute);

    private void Count(Verdict verdict, int gained, int lost)
    {
        if (verdict.IsFault() || verdict == Verdict.Disputed)
        {
            var (moreGained, moreLost) = _faults.GetValueOrDefault(verdict);
            _faults[verdict] = (moreGained + gained, moreLost + lost);
        }
    }
}
