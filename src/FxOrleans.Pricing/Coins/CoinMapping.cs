namespace FxOrleans.Pricing;

/// <summary>From symbols to coins: many coins share a symbol, and the one with the larger market is meant.</summary>
public static class CoinMapping
{
    /// <summary>
    /// One coin a symbol, in the order of the symbols: the best ranked of those with that symbol; with none ranked the one that
    /// the service prices under it, else the first by id.
    /// </summary>
    /// <param name="all">Every coin.</param>
    /// <param name="ranked">Coins with their markets; one that is missing in <paramref name="all"/> counts too.</param>
    public static IReadOnlyList<CoinMarket> Resolve(IEnumerable<CoinName> all, IEnumerable<CoinMarket> ranked)
    {
        var best = new SortedDictionary<string, CoinMarket>(StringComparer.Ordinal);
        foreach (var coin in ranked.Concat(all.Select(name => new CoinMarket(name))))
        {
            if (!best.TryGetValue(coin.Coin.Symbol, out var known) || IsMeantBefore(coin, known))
            {
                best[coin.Coin.Symbol] = coin;
            }
        }

        return [.. best.Values];
    }

    private static bool IsMeantBefore(CoinMarket coin, CoinMarket other)
    {
        var (rank, otherRank) = (coin.Rank ?? int.MaxValue, other.Rank ?? int.MaxValue);
        if (rank != otherRank)
        {
            return rank < otherRank;
        }

        var (priced, otherPriced) = (IsPriced(coin.Coin), IsPriced(other.Coin));
        return priced != otherPriced ? priced : string.CompareOrdinal(coin.Coin.Id, other.Coin.Id) < 0;
    }

    private static bool IsPriced(CoinName coin) => AssetCatalog.TryGet(coin.Symbol, out var asset) && asset.CoinGeckoId == coin.Id;
}
