using FxOrleans.Pricing;

namespace FxOrleans.PricePlatform;

/// <summary>What a symbol cost. Immutable.</summary>
/// <param name="Symbol">What is priced.</param>
/// <param name="Period">How far back.</param>
/// <param name="Interval">The length of its bars; null for points.</param>
internal sealed record CacheRequestHistory(PriceSymbol Symbol, PricePeriod Period, CandleInterval? Interval) : CacheRequest
{
    /// <inheritdoc/>
    public override CacheKey Key => Interval is { } interval
        ? CacheKey.Ohlcv(Symbol.Key, Period.Code, interval == Period.Bars ? null : interval.Code())
        : CacheKey.History(Symbol.Key, Period.Code);

    /// <summary>Reads the parts of a name; null where they are nothing that there is.</summary>
    /// <param name="symbol">Such as <c>BTC</c>.</param>
    /// <param name="code">The period's.</param>
    /// <param name="interval">The bars' length, empty for the period's default one; null for points.</param>
    public static CacheRequestHistory? Read(string symbol, string code, string? interval)
    {
        if (PriceSymbol.Read(symbol, out bool _) is not { IsIdentity: false } asked || PricePeriod.All.FirstOrDefault(known => known.Code == code) is not { } period)
        {
            return null;
        }

        if (string.IsNullOrEmpty(interval))
        {
            return new CacheRequestHistory(asked, period, interval is null ? null : period.Bars);
        }

        return CandleIntervals.TryParse(interval, out var length) && PricePeriod.Intervals.Contains(length) && period.Takes(length)
            ? new CacheRequestHistory(asked, period, length)
            : null;
    }
}
