namespace FxOrleans.Pricing;

/// <summary>One source's part in a price.</summary>
/// <param name="Provider">The source's name.</param>
/// <param name="Value">Its mid, in the direction of the pair explained.</param>
/// <param name="Timestamp">Market time, UTC.</param>
/// <param name="Age">Since then.</param>
/// <param name="Weight">In the weighted median; 0 when it was not kept.</param>
/// <param name="Kept">Whether it counts in the price.</param>
/// <param name="Reason">The code of why not; null when kept.</param>
public sealed record QuoteView(string Provider, decimal Value, DateTimeOffset Timestamp, TimeSpan Age, double Weight, bool Kept, string? Reason);
