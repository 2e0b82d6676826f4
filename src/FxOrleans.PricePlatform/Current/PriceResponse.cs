using System.Text.Json.Serialization;

namespace FxOrleans.PricePlatform;

/// <summary>The JSON of <c>GET /api/v1/prices/{symbol}</c>.</summary>
/// <param name="Symbol">As asked for, in upper case.</param>
/// <param name="Price">The mid, every digit kept.</param>
/// <param name="Change">Over 24 hours, in price units; null while nobody knows the price of a day ago.</param>
/// <param name="ChangePercent">The same in per cent of the earlier price.</param>
/// <param name="Timestamp">Market time of the price.</param>
/// <param name="Status">live, indicative or stale.</param>
/// <param name="Simulated">True when it is made up.</param>
public sealed record PriceResponse(
    [property: JsonPropertyOrder(-1)] string Symbol, decimal Price, decimal? Change, decimal? ChangePercent, DateTimeOffset Timestamp, string Status, bool Simulated)
    : PriceRow(Price, Change, ChangePercent, Timestamp, Status, Simulated)
{
    /// <summary>Of a symbol and its price.</summary>
    internal static PriceResponse Of(string symbol, PriceRow row) =>
        new(symbol, row.Price, row.Change, row.ChangePercent, row.Timestamp, row.Status, row.Simulated);
}
