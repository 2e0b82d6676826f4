using System.Globalization;
using FxOrleans.Pricing;

namespace FxOrleans.Serving.Prices;

/// <summary>An answer that nodes share, read back from the name of its key. Immutable.</summary>
/// <param name="Symbol">What is priced; null for the list of the largest coins.</param>
/// <param name="Period">How far back.</param>
/// <param name="Interval">The length of its bars; null for points.</param>
/// <param name="Limit">Coins in the list.</param>
internal sealed record WantedAnswer(PriceSymbol? Symbol, PricePeriod Period, CandleInterval? Interval, int Limit)
{
    /// <summary>Reads a name as <see cref="CacheKey"/> writes it; null for any other.</summary>
    public static WantedAnswer? Read(string name) => name.Split(':') switch
    {
        ["crypto", "top", var limit] when int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= CryptoEndpoints.MaxTop =>
            Checked(name, new WantedAnswer(null, PricePeriod.All[0], null, count)),
        ["history", var symbol, var period] => Checked(name, Past(symbol, period, null)),
        ["ohlcv", var symbol, var period] => Checked(name, Past(symbol, period, "")),
        ["ohlcv", var symbol, var period, var interval] => Checked(name, Past(symbol, period, interval)),
        _ => null,
    };

    /// <summary>Its key.</summary>
    public CacheKey Key => Symbol is null ? CacheKey.CryptoTop(Limit)
        : Interval is { } interval ? CacheKey.Ohlcv(Symbol.Key, Period.Code, interval == Period.Bars ? null : interval.Code())
        : CacheKey.History(Symbol.Key, Period.Code);

    // One spelling of each, so that nobody makes work by another.
    private static WantedAnswer? Checked(string name, WantedAnswer? read) => read is not null && read.Key.Name == name ? read : null;

    private static WantedAnswer? Past(string symbol, string code, string? interval)
    {
        if (PriceSymbol.Read(symbol, out bool _) is not { IsIdentity: false } asked || PricePeriod.All.FirstOrDefault(known => known.Code == code) is not { } period)
        {
            return null;
        }

        if (string.IsNullOrEmpty(interval))
        {
            return new WantedAnswer(asked, period, interval is null ? null : period.Bars, 0);
        }

        return CandleIntervals.TryParse(interval, out var length) && PricePeriod.Intervals.Contains(length) && period.Takes(length)
            ? new WantedAnswer(asked, period, length, 0)
            : null;
    }
}
