namespace FxOrleans.Pricing;

/// <summary>How prices differ by other rules.</summary>
/// <param name="Compared">Published prices that were compared with what the other rules say at that moment.</param>
/// <param name="Different">Of them, those that differ in anything, or are none by the other rules.</param>
/// <param name="Moved">Of these, those with another mid.</param>
/// <param name="Median">Of these, the distance in basis points that half of them do not exceed; null where none moved.</param>
/// <param name="P95">That 95 of 100 do not exceed.</param>
/// <param name="P99">That 99 of 100 do not exceed.</param>
/// <param name="Worst">The ten that moved furthest, the furthest first; of those that moved equally far, the earliest.</param>
public sealed record PolicyReport(long Compared, long Different, long Moved, double? Median, double? P95, double? P99, IReadOnlyList<PriceDifference> Worst)
{
    /// <summary>Prices disputed by the other rules only.</summary>
    public required long DisputesGained { get; init; }

    /// <summary>Prices disputed by the rules in force only.</summary>
    public required long DisputesLost { get; init; }

    /// <summary>Prices with a quorum by the rules in force.</summary>
    public required long QuorateBefore { get; init; }

    /// <summary>Prices with a quorum by the other rules.</summary>
    public required long QuorateAfter { get; init; }

    /// <summary>Prices that were firm when they were published, by the rules in force.</summary>
    public required long FirmBefore { get; init; }

    /// <summary>Prices that would have been firm at those moments, by the other rules.</summary>
    public required long FirmAfter { get; init; }

    /// <summary>Quotes found wrong by one set of rules only, by what was found.</summary>
    public required IReadOnlyList<FaultDifference> Faults { get; init; }
}
