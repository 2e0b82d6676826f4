using System.Text.Json.Serialization;

namespace FxOrleans.PricePlatform;

/// <summary>The JSON of coin discovery.</summary>
/// <param name="Success">True.</param>
/// <param name="Count">How many coins.</param>
/// <param name="Provider">Whose word it is.</param>
/// <param name="Simulated">True when the markets are made up.</param>
/// <param name="Stale">There, and true, only when this is an older answer.</param>
/// <param name="Results">The coins.</param>
/// <param name="Mapping">Of the mapping only: ids by symbol.</param>
public sealed record CoinsResponse(
    bool Success, int Count, string Provider, bool Simulated,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Stale, IReadOnlyList<CoinResponse> Results,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? Mapping);
