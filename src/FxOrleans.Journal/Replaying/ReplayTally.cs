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

    /// <summary>Prices that were compared.</summary>
    public long Compared { get; private set; }

    /// <summary>Of them, those that have another mid, or none.</summary>
    public long Different { get; private set; }

    /// <summary>Of them, those that are disputed by the other rules only.</summary>
    public long DisputesGained { get; private set; }

    /// <summary>Of them, those that are disputed by the rules in force only.</summary>
    public long DisputesLost { get; private set; }

    /// <summary>Of them, those that are quorate by the rules in force.</summary>
    public long QuorateBefore { get; private set; }

    /// <summary>Of them, those that are quorate by the other rules.</summary>
    public long QuorateAfter { get; private set; }

    /// <summary>The greatest distances, the greatest first.</summary>
    public IReadOnlyList<PriceDifference> Worst => [.. _worst.UnorderedItems.OrderByDescending(item => item.Priority).Select(item => item.Element)];

    /// <summary>Counts a price beside what the other rules say at that moment.</summary>
    public void Compare(in Price price, in Price? other)
    {
        Compared++;
        DisputesGained += other is { Disputed: true } && !price.Disputed ? 1 : 0;
        DisputesLost += price.Disputed && other is not { Disputed: true } ? 1 : 0;
        QuorateBefore += price.Quorate ? 1 : 0;
        QuorateAfter += other is { Quorate: true } ? 1 : 0;
        if (other is { } found && found.Mid == price.Mid)
        {
            return;
        }

        Different++;
        if (other is not { } differs)
        {
            return;
        }

        var points = (double)Math.Abs((differs.Mid / price.Mid) - 1) * 10_000;
        _distances[(int)Math.Clamp(Math.Log(points / Least) / Math.Log(1 + Step), 0, Steps)]++;
        _worst.Enqueue(new PriceDifference(price.Pair, price.Epoch, price.Sequence, price.Timestamp, price.Mid, differs.Mid, points), points);
        if (_worst.Count > MostWorst)
        {
            _worst.Dequeue();
        }
    }

    /// <summary>The distance in basis points, within 2 %, that so many of the differing prices do not exceed; null where none differs.</summary>
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
}
