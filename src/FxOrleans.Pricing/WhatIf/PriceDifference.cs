namespace FxOrleans.Pricing;

/// <summary>One price that differs under other rules.</summary>
/// <param name="Pair">The market.</param>
/// <param name="Epoch">The published price's epoch.</param>
/// <param name="Sequence">The published price's number.</param>
/// <param name="Timestamp">The published price's market time, UTC.</param>
/// <param name="Published">The mid that was published.</param>
/// <param name="Other">The mid by the other rules.</param>
/// <param name="BasisPoints">How far the mids are apart.</param>
/// <param name="Changes">In what the price differs.</param>
public sealed record PriceDifference(
    CurrencyPair Pair, long Epoch, long Sequence, DateTimeOffset Timestamp, decimal Published, decimal Other, double BasisPoints, PriceChanges Changes);
