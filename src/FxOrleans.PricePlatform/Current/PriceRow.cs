using System.Text.Json.Serialization;

namespace FxOrleans.PricePlatform;

/// <summary>The JSON of a current price without its symbol, which is the key of the row where there are many.</summary>
/// <param name="Price">The mid, every digit kept.</param>
/// <param name="Change">Over 24 hours, in price units; null while nobody knows the price of a day ago.</param>
/// <param name="ChangePercent">The same in per cent of the earlier price.</param>
/// <param name="Timestamp">Market time of the price.</param>
/// <param name="Status">live, indicative or stale.</param>
/// <param name="Simulated">True when it is made up.</param>
public record PriceRow(
    decimal Price, decimal? Change, [property: JsonPropertyName("change_percent")] decimal? ChangePercent, DateTimeOffset Timestamp, string Status, bool Simulated);
