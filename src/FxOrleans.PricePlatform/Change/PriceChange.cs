namespace FxOrleans.PricePlatform;

/// <summary>How a price moved over 24 hours. Immutable.</summary>
/// <param name="Amount">In price units.</param>
/// <param name="Percent">Per cent of the earlier price.</param>
public readonly record struct PriceChange(decimal Amount, decimal Percent);
