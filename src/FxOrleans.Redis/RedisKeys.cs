using FxOrleans.Pricing;

namespace FxOrleans.Redis;

/// <summary>Every key and channel that the service uses, each with the configured prefix before it. Others rely on the names. Immutable.</summary>
/// <param name="prefix"><c>Redis:KeyPrefix</c>; empty for none.</param>
public sealed class RedisKeys(string prefix)
{
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

    /// <summary>Channel: names of cached answers that a node without providers asks for.</summary>
    public string Wanted { get; } = prefix + "answers:wanted";

    /// <summary>Key: somebody is making that answer just now.</summary>
    public string Claim(string name) => $"{prefix}answers:claim:{name}";

    /// <summary>Key: what a provider's budget has spent, until its window is over.</summary>
    public string Quota(string budget) => $"{prefix}quota:{budget}";

    /// <summary>Key: the provider of that budget asked to be left alone, for as long as the key lives.</summary>
    public string Rest(string budget) => $"{prefix}quota-rest:{budget}";

    /// <summary>Key: the pair's latest price as JSON, no expiry.</summary>
    public string Latest(CurrencyPair pair) => $"{prefix}latest_rate:{pair.Key}";

    /// <summary>Key: a cached answer, for <see cref="CacheKey.Life"/>: <c>price:…</c>, <c>history:…</c>, <c>ohlcv:…</c>, <c>days:…</c>, <c>official:…</c>, <c>crypto:…</c>.</summary>
    public string Cached(CacheKey key) => prefix + key.Name;
}
