using FxOrleans.Pricing;

namespace FxOrleans.PricePlatform;

/// <summary>Daily bars of a symbol as providers tell them, without any record. Immutable.</summary>
/// <param name="Symbol">What is priced.</param>
/// <param name="Period">How far back.</param>
internal sealed record CacheRequestDays(PriceSymbol Symbol, PricePeriod Period) : CacheRequest
{
    /// <inheritdoc/>
    public override CacheKey Key => CacheKey.Days(Symbol.Key, Period.Code);

    /// <summary>Reads the parts of a name; null where they are nothing that there is.</summary>
    public static CacheRequestDays? Read(string symbol, string code) =>
        PriceSymbol.Read(symbol, out bool _) is { IsIdentity: false } asked && PricePeriod.All.FirstOrDefault(known => known.Code == code) is { } period
            ? new CacheRequestDays(asked, period)
            : null;
}
