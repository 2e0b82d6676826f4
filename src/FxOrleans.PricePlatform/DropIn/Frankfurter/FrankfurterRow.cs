using System.Text.Json;
using System.Text.Json.Serialization;

namespace FxOrleans.PricePlatform.DropIn.Frankfurter;

/// <summary>One row of Frankfurter's v2.</summary>
/// <param name="Date">The day that the rate is of.</param>
/// <param name="Base">The base.</param>
/// <param name="Quote">The quote.</param>
/// <param name="Rate">Units of the quote for one of the base, with every digit.</param>
/// <param name="Simulated">There, and true, only when it is made up; the real service does not have this member.</param>
internal sealed record FrankfurterRow(
    DateOnly Date, string Base, string Quote, decimal Rate, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Simulated)
{
    /// <summary>Its JSON, in UTF-8.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web);
}
