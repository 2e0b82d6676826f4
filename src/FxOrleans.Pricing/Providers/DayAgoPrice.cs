namespace FxOrleans.Pricing;

/// <summary>What an asset cost a day ago, as one source tells it.</summary>
/// <param name="Before">US dollars for one, a day ago; above 0.</param>
/// <param name="Now">The same source's price of now, by which it is known whether it means the same thing; null where it has none.</param>
public readonly record struct DayAgoPrice(decimal Before, decimal? Now);
