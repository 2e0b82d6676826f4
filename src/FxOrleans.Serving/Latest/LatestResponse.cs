using System.Text.Json.Serialization;
using FxOrleans.Serving.Rates;

namespace FxOrleans.Serving.Latest;

/// <summary>The JSON of <c>GET /rates/latest</c>.</summary>
/// <param name="Base">The base asset.</param>
/// <param name="Subunit">The subunit that was asked for as base, such as GBp.</param>
/// <param name="Timestamp">Of the oldest price, so that the table is never taken for fresher than its rows; not there without one.</param>
/// <param name="Simulated">True when any price is made up.</param>
/// <param name="Count">Prices found.</param>
/// <param name="Rates">Mids by symbol.</param>
/// <param name="Prices">The same with everything that <c>GET /rate</c> tells.</param>
/// <param name="Missing">Symbols asked for that nobody prices; with <c>usage=firm</c> also those whose price is not firm.</param>
public sealed record LatestResponse(
    string Base, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SubunitResponse? Subunit,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Timestamp, bool Simulated, int Count,
    IReadOnlyDictionary<string, decimal> Rates, IReadOnlyList<UsableRateResponse> Prices, IReadOnlyList<string> Missing);
