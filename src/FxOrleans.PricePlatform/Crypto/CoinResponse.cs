using System.Text.Json.Serialization;

namespace FxOrleans.PricePlatform;

/// <summary>A coin. Null is what nobody knows.</summary>
/// <param name="Id">The provider's name of it.</param>
/// <param name="Symbol">Upper case.</param>
/// <param name="Name">For people.</param>
/// <param name="CurrentPrice">In US dollars.</param>
/// <param name="Image">The address of its picture.</param>
/// <param name="MarketCap">In US dollars.</param>
/// <param name="MarketCapRank">From 1.</param>
/// <param name="PriceChangePercentage24h">In per cent.</param>
public sealed record CoinResponse(
    string Id, string Symbol, string Name,
    [property: JsonPropertyName("current_price")] decimal? CurrentPrice, string? Image,
    [property: JsonPropertyName("market_cap")] decimal? MarketCap,
    [property: JsonPropertyName("market_cap_rank")] int? MarketCapRank,
    [property: JsonPropertyName("price_change_percentage_24h")] decimal? PriceChangePercentage24h);
