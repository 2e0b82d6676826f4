namespace FxOrleans.Pricing;

/// <summary>A coin by its names. Immutable.</summary>
/// <param name="Id">The catalogue's own name, such as <c>bitcoin</c>: one of each.</param>
/// <param name="Symbol">Upper case, such as <c>BTC</c>: many coins may have the same.</param>
/// <param name="Name">For people, such as <c>Bitcoin</c>.</param>
public sealed record CoinName(string Id, string Symbol, string Name);
