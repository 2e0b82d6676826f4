using FxOrleans.Pricing;

namespace FxOrleans.Journal;

/// <summary>Which part of the journal is decided again.</summary>
/// <param name="From">From when, UTC. Each market begins with its last checkpoint before.</param>
/// <param name="To">Until when, UTC.</param>
public sealed record ReplayQuestion(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>The markets, in either direction; null for all.</summary>
    public IReadOnlyCollection<CurrencyPair>? Pairs { get; init; }

    /// <summary>Makes the rules to decide by of those that were in force; null for the same.</summary>
    public Func<PricingPolicy, PricingPolicy>? Policy { get; init; }

    /// <summary>Waited for after each part, with the share of the span that is decided again, 0 to 1; null to go on at once.</summary>
    public Func<double, CancellationToken, ValueTask>? Pause { get; init; }
}
