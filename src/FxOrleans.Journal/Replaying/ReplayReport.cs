using FxOrleans.Pricing;

namespace FxOrleans.Journal;

/// <summary>What came of deciding a part of the journal again.</summary>
/// <param name="Markets">Markets that were decided again.</param>
/// <param name="Entries">Quotes and reconsiderations, from each market's checkpoint on.</param>
/// <param name="Prices">Prices that came of them.</param>
/// <param name="Compared">Digests that were compared with those of what was published.</param>
/// <param name="Lost">Entries that the journal says are missing.</param>
/// <param name="Differences">What differs from what was published, in words for people.</param>
/// <param name="Bytes">Bytes that were noted for them.</param>
public sealed record ReplayReport(int Markets, long Entries, long Prices, long Compared, long Lost, IReadOnlyList<string> Differences, long Bytes)
{
    /// <summary>How the prices differ by other rules; null where none were asked for.</summary>
    public PolicyReport? Other { get; init; }
}
