using System.Globalization;

namespace FxOrleans.Pricing;

/// <summary>Under which name, and for how long, an answer is kept. Others read some of the names. Immutable.</summary>
/// <param name="Kind">Which cache it is in: a label of its metrics.</param>
/// <param name="Name">The key, without any configured prefix.</param>
/// <param name="Life">How long it is good.</param>
/// <param name="Shared">True where other nodes share it; false where it stays in this process.</param>
public sealed record CacheKey(string Kind, string Name, TimeSpan Life, bool Shared = true)
{
    /// <summary>How long a price is kept.</summary>
    public static readonly TimeSpan PriceLife = TimeSpan.FromSeconds(60);

    /// <summary>How long history and bars are kept.</summary>
    public static readonly TimeSpan HistoryLife = TimeSpan.FromMinutes(30);

    /// <summary>How long lists of coins are kept.</summary>
    public static readonly TimeSpan CoinsLife = TimeSpan.FromHours(1);

    /// <summary>How long a search is kept.</summary>
    public static readonly TimeSpan SearchLife = TimeSpan.FromMinutes(5);

    /// <summary><c>price:{SYMBOL}</c>.</summary>
    public static CacheKey Price(string symbol) => new("price", $"price:{symbol}", PriceLife);

    /// <summary><c>history:{SYMBOL}:{PERIOD}</c>.</summary>
    public static CacheKey History(string symbol, string period) => new("history", $"history:{symbol}:{period}", HistoryLife);

    /// <summary><c>ohlcv:{SYMBOL}:{PERIOD}</c>, with another than the period's default interval <c>ohlcv:{SYMBOL}:{PERIOD}:{INTERVAL}</c>.</summary>
    /// <param name="symbol">What is priced.</param>
    /// <param name="period">Such as <c>1m</c>.</param>
    /// <param name="interval">Null for the period's default interval.</param>
    public static CacheKey Ohlcv(string symbol, string period, string? interval = null) =>
        new("ohlcv", interval is null ? $"ohlcv:{symbol}:{period}" : $"ohlcv:{symbol}:{period}:{interval}", HistoryLife);

    /// <summary><c>crypto:top:{LIMIT}</c>.</summary>
    public static CacheKey CryptoTop(int limit) => new("crypto_top", string.Create(CultureInfo.InvariantCulture, $"crypto:top:{limit}"), CoinsLife);

    /// <summary><c>crypto:search:{LIMIT}:{TEXT}</c>. Anybody may ask for any text: whoever shares them bounds how many.</summary>
    public static CacheKey CryptoSearch(string text, int limit) =>
        new("crypto_search", string.Create(CultureInfo.InvariantCulture, $"crypto:search:{limit}:{text}"), SearchLife);

    /// <summary><c>days:{SYMBOL}:{PERIOD}</c>: daily bars of providers alone.</summary>
    public static CacheKey Days(string symbol, string period) => new("days", $"days:{symbol}:{period}", HistoryLife);

    /// <summary>How long an institution's month is kept.</summary>
    public static readonly TimeSpan OfficialLife = TimeSpan.FromMinutes(15);

    /// <summary><c>official:{SOURCE}:{yyyy-MM}</c>.</summary>
    public static CacheKey Official(string source, DateOnly month) =>
        new("official", string.Create(CultureInfo.InvariantCulture, $"official:{source}:{month:yyyy-MM}"), OfficialLife);

    /// <summary>How long a coin's picture is kept.</summary>
    public static readonly TimeSpan ImageLife = TimeSpan.FromDays(1);

    /// <summary>In this process alone: it is no JSON.</summary>
    public static CacheKey CryptoImage(string id) => new("crypto_image", $"crypto:image:{id}", ImageLife, Shared: false);

    /// <summary><c>crypto:mapping</c>.</summary>
    public static CacheKey CryptoMapping { get; } = new("crypto_mapping", "crypto:mapping", CoinsLife);
}
