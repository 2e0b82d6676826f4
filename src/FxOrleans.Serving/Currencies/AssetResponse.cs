using System.Text.Json.Serialization;

namespace FxOrleans.Serving.Currencies;

/// <summary>One row of <c>GET /currencies</c>.</summary>
/// <param name="Code">ISO 4217 code or symbol.</param>
/// <param name="Number">ISO 4217 number.</param>
/// <param name="Name">English name.</param>
/// <param name="MinorUnits">Decimal places paid out.</param>
/// <param name="Class">currency, metal, coin or stock.</param>
/// <param name="Dead">True for a currency that is no longer money.</param>
/// <param name="LastDay">Its last day.</param>
public sealed record AssetResponse(
    string Code, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Number, string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? MinorUnits, string Class,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Dead,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? LastDay);
