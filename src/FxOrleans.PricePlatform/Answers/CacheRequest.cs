using System.Globalization;
using FxOrleans.Pricing;

namespace FxOrleans.PricePlatform;

/// <summary>An answer that nodes share, read back from the name of its key. Immutable.</summary>
internal abstract record CacheRequest
{
    /// <summary>Its key.</summary>
    public abstract CacheKey Key { get; }

    /// <summary>Reads a name as <see cref="CacheKey"/> writes it; null for any other.</summary>
    public static CacheRequest? Read(string name) => name.Split(':') switch
    {
        ["crypto", "mapping"] => new CacheRequestMapping(),
        ["crypto", "top", var limit] when Count(limit, CryptoEndpoints.MaxTop) is { } count => Checked(name, new CacheRequestTop(count)),
        ["crypto", "search", var limit, var text] when CryptoQuery.IsText(text) && Count(limit, CryptoEndpoints.MaxFound) is { } count =>
            Checked(name, new CacheRequestSearch(text, count)),
        ["history", var symbol, var period] => Checked(name, CacheRequestHistory.Read(symbol, period, null)),
        ["ohlcv", var symbol, var period] => Checked(name, CacheRequestHistory.Read(symbol, period, "")),
        ["ohlcv", var symbol, var period, var interval] => Checked(name, CacheRequestHistory.Read(symbol, period, interval)),
        ["days", var symbol, var period] => Checked(name, CacheRequestDays.Read(symbol, period)),
        ["official", var source, var month] => Checked(name, CacheRequestOfficial.Read(source, month)),
        _ => null,
    };

    // One spelling of each, so that nobody makes work by another.
    private static CacheRequest? Checked(string name, CacheRequest? read) => read is not null && read.Key.Name == name ? read : null;

    private static int? Count(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1 && count <= most ? count : null;
}
