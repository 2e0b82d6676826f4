namespace FxOrleans.Pricing;

/// <summary>A coin and its market in US dollars; null for what nobody knows. Immutable.</summary>
/// <param name="Coin">Its names.</param>
public sealed record CoinMarket(CoinName Coin)
{
    /// <summary>US dollars for one.</summary>
    public decimal? Price { get; init; }

    /// <summary>The address of its picture.</summary>
    public string? Image { get; init; }

    /// <summary>US dollars for all that circulate.</summary>
    public decimal? MarketCap { get; init; }

    /// <summary>Its place by market cap, from 1.</summary>
    public int? Rank { get; init; }

    /// <summary>Change of the price over 24 hours, in per cent.</summary>
    public decimal? ChangePercent { get; init; }
}
