namespace FxOrleans.Pricing;

/// <summary>Why a price is what it is: enough to compute it again by hand. Immutable.</summary>
/// <param name="Pair">The pair explained.</param>
/// <param name="Price">Its price; null while there is none.</param>
/// <param name="Quotes">Every source's last quote and its verdict.</param>
/// <param name="Legs">For a cross, the explanations of its legs, each in the direction in which it is walked.</param>
/// <param name="Policy">The numbers in force.</param>
public sealed record Explanation(
    CurrencyPair Pair, Price? Price, IReadOnlyList<QuoteView> Quotes, IReadOnlyList<Explanation> Legs, PricingPolicy Policy)
{
    /// <summary>How the voters were judged: centre, scale, threshold, and whether it is in dispute.</summary>
    public ConsensusDiagnostics ConsensusDiagnostics { get; init; }

    /// <summary>The moment that the quotes' ages are of, UTC: now, or when a past price was decided.</summary>
    public DateTimeOffset At { get; init; }
}
