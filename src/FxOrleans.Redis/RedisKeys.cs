using FxOrleans.Pricing;

namespace FxOrleans.Redis;

/// <summary>Every key and channel that the service uses, each with the configured prefix before it. Others rely on the names.</summary>
/// <param name="prefix"><c>Redis:KeyPrefix</c>; empty for none.</param>
public sealed class RedisKeys(string prefix)
{
    /// <summary>How long <see cref="Price"/> lives.</summary>
    public static readonly TimeSpan PriceLife = TimeSpan.FromSeconds(60);

    /// <summary>How long <see cref="History"/> and <see cref="Ohlcv"/> live.</summary>
    public static readonly TimeSpan HistoryLife = TimeSpan.FromMinutes(30);

    /// <summary>How long <see cref="CryptoTop"/> lives.</summary>
    public static readonly TimeSpan CryptoTopLife = TimeSpan.FromHours(1);

    /// <summary>Channel: every new price as JSON.</summary>
    public string Broadcast { get; } = prefix + "rates:broadcast";

    /// <summary>Key: a JSON array of all tracked rates.</summary>
    public string Rates { get; } = prefix + "rates";

    /// <summary>Channel: says that <see cref="Rates"/> changed.</summary>
    public string RatesUpdated { get; } = prefix + "rates_updated";

    /// <summary>Key: when a refresher last wrote <see cref="Rates"/>, ISO 8601 UTC.</summary>
    public string Refreshed { get; } = prefix + "rates:refreshed";

    /// <summary>Key: how each provider does, in the shape of <c>GET /providers</c>, and when that was written.</summary>
    public string Providers { get; } = prefix + "providers";

    /// <summary>Channel: price updates for other serving nodes.</summary>
    public string PriceUpdates { get; } = prefix + "lokifi:price_updates";

    /// <summary>Key: what a provider's budget has spent, until its window is over.</summary>
    public string Quota(string budget) => $"{prefix}quota:{budget}";

    /// <summary>Key: the pair's latest price as JSON, no expiry.</summary>
    public string Latest(CurrencyPair pair) => $"{prefix}latest_rate:{pair.Key}";

    /// <summary>Key: a cached price, for <see cref="PriceLife"/>.</summary>
    public string Price(Asset symbol) => $"{prefix}price:{symbol}";

    /// <summary>Key: a cached history, for <see cref="HistoryLife"/>.</summary>
    public string History(Asset symbol, string period) => $"{prefix}history:{symbol}:{period}";

    /// <summary>Key: cached bars, for <see cref="HistoryLife"/>.</summary>
    /// <param name="symbol">What is priced.</param>
    /// <param name="period">Such as <c>1m</c>.</param>
    /// <param name="interval">Null for the period's default interval, which is not in the key.</param>
    public string Ohlcv(Asset symbol, string period, string? interval = null) =>
        interval is null ? $"{prefix}ohlcv:{symbol}:{period}" : $"{prefix}ohlcv:{symbol}:{period}:{interval}";

    /// <summary>Key: the cached list of the largest coins, for <see cref="CryptoTopLife"/>.</summary>
    public string CryptoTop(int limit) => FormattableString.Invariant($"{prefix}crypto:top:{limit}");
}
