namespace FxOrleans.Journal;

/// <summary>How prices differ by other rules.</summary>
/// <param name="Compared">Published prices that were compared with what the other rules say at that moment.</param>
/// <param name="Different">Of them, those with another mid.</param>
/// <param name="Median">Of these, the distance in basis points that half of them do not exceed; null where none differs.</param>
/// <param name="P95">That 95 of 100 do not exceed.</param>
/// <param name="P99">That 99 of 100 do not exceed.</param>
/// <param name="Worst">The ten greatest, the greatest first.</param>
/// <param name="DisputesGained">Prices disputed by the other rules only.</param>
/// <param name="DisputesLost">Prices disputed by the rules in force only.</param>
/// <param name="QuorateBefore">Prices with a quorum by the rules in force.</param>
/// <param name="QuorateAfter">Prices with a quorum by the other rules.</param>
public sealed record PolicyReport(
    long Compared, long Different, double? Median, double? P95, double? P99, IReadOnlyList<PriceDifference> Worst, long DisputesGained, long DisputesLost, long QuorateBefore, long QuorateAfter)
{
    internal static PolicyReport Of(ReplayTally tally) => new(
        tally.Compared, tally.Different, tally.Quantile(0.5), tally.Quantile(0.95), tally.Quantile(0.99), tally.Worst, tally.DisputesGained, tally.DisputesLost, tally.QuorateBefore, tally.QuorateAfter);
}
