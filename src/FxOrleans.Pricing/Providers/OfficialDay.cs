namespace FxOrleans.Pricing;

/// <summary>What an institution published for one day. Immutable.</summary>
/// <param name="Date">The day.</param>
/// <param name="Rates">Units of each asset for one of the institution's base, with the digits that were published.</param>
public sealed record OfficialDay(DateOnly Date, IReadOnlyDictionary<Asset, decimal> Rates);
