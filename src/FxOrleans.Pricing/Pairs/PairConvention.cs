using System.Collections.Frozen;

namespace FxOrleans.Pricing;

/// <summary>
/// Which way round a market is kept: EUR/USD and USD/EUR are one market, so they share one consensus.
/// A tracked pair's direction wins; else stocks, coins and metals are priced in currencies, and
/// currencies stand against the dollar, then the euro, then in the order of their codes. Immutable, thread-safe.
/// </summary>
public sealed class PairConvention
{
    private readonly FrozenSet<CurrencyPair> _tracked;

    public PairConvention(IEnumerable<CurrencyPair> tracked)
    {
        var kept = new HashSet<CurrencyPair>();
        foreach (var pair in tracked)
        {
            if (!kept.Contains(pair.Inverse))
            {
                kept.Add(pair);
            }
        }

        _tracked = kept.ToFrozenSet();
    }

    /// <summary>The direction in which the market of <paramref name="pair"/> is kept; every host with the same tracked pairs agrees.</summary>
    public CurrencyPair Canonical(CurrencyPair pair)
    {
        if (_tracked.Contains(pair))
        {
            return pair;
        }

        var inverse = pair.Inverse;
        if (_tracked.Contains(inverse))
        {
            return inverse;
        }

        var (left, right) = (Rank(pair.Base), Rank(pair.Quote));
        return left < right || (left == right && string.CompareOrdinal(pair.Base.Code, pair.Quote.Code) < 0) ? pair : inverse;
    }

    private static int Rank(Asset asset) => asset.Class switch
    {
        AssetClass.Stock => 0,
        AssetClass.Coin => 1,
        AssetClass.Metal => 2,
        _ when ReferenceEquals(asset, AssetCatalog.Usd) => 3,
        _ when ReferenceEquals(asset, AssetCatalog.Eur) => 4,
        _ => 5,
    };
}
