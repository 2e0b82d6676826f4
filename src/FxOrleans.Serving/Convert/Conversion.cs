using System.Text.Json.Serialization;
using FxOrleans.Serving.Rates;

namespace FxOrleans.Serving.Convert;

/// <summary>The answer of <c>GET /convert</c>.</summary>
/// <param name="From">Asset of the amount.</param>
/// <param name="To">Target asset.</param>
/// <param name="Amount">As given.</param>
/// <param name="Result">Amount times price, rounded to the target's minor unit.</param>
/// <param name="Price">The mid that was used.</param>
/// <param name="Rounding">The rounding policy's name.</param>
/// <param name="Residual">The exact product less the result: what rounding left over.</param>
/// <param name="Timestamp">Market time of the price, UTC.</param>
/// <param name="Status">The price's status.</param>
/// <param name="Simulated">True for a made-up price.</param>
/// <param name="Usage">firm, indicative or refuse: what the price may be used for.</param>
/// <param name="Reasons">Why it is not firm.</param>
/// <param name="Subunit">The subunit that was asked for, such as GBp: amount, result and price are counted in it.</param>
/// <param name="ToSubunit">Where both sides are subunits: that of the result.</param>
public sealed record Conversion(
    string From, string To, decimal Amount, decimal Result, decimal Price, string Rounding, decimal Residual, DateTimeOffset Timestamp, string Status, bool Simulated, string Usage,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Reasons,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SubunitResponse? Subunit,
    [property: JsonPropertyName("to_subunit"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SubunitResponse? ToSubunit);
