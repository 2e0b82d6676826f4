namespace FxOrleans.PricePlatform;

/// <summary>The JSON of <c>GET /api/v1/prices/batch</c>.</summary>
/// <param name="Count">Prices found.</param>
/// <param name="Data">Prices by symbol, as asked for in upper case.</param>
/// <param name="Missing">Symbols that are unknown or that nobody prices.</param>
public sealed record BatchResponse(int Count, IReadOnlyDictionary<string, PriceResponse> Data, IReadOnlyList<string> Missing);
