namespace FxOrleans.Pricing;

/// <summary>What a pair cost at a past moment, as an upstream tells it.</summary>
/// <param name="Timestamp">Market time, UTC; a daily fixing's is the midnight with which its day begins.</param>
/// <param name="Price">Units of the quote for one of the base; above 0.</param>
public readonly record struct PastPrice(DateTimeOffset Timestamp, decimal Price);
