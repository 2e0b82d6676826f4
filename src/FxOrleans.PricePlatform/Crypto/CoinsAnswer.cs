using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.PricePlatform;

/// <summary>Makes the answer of coin discovery.</summary>
internal static class CoinsAnswer
{
    /// <summary>The whole object, in UTF-8, with ids by symbol where that is asked for: of coins with one symbol the first one's, which is the largest.</summary>
    public static byte[] Write(ICoinCatalog catalog, IReadOnlyList<CoinMarket> coins, bool withMapping = false) => JsonSerializer.SerializeToUtf8Bytes(
        new CoinsResponse(true, coins.Count, catalog.Name, catalog.Simulated, Stale: null, [.. coins.Select(Coin)], withMapping ? Mapping(coins) : null),
        PlatformJson.Default.CoinsResponse);

    private static CoinResponse Coin(CoinMarket coin) => new(
        coin.Coin.Id, coin.Coin.Symbol, coin.Coin.Name, coin.Price, coin.Image, coin.MarketCap, coin.Rank, coin.ChangePercent);

    private static Dictionary<string, string> Mapping(IReadOnlyList<CoinMarket> coins)
    {
        var mapping = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var coin in coins)
        {
            mapping.TryAdd(coin.Coin.Symbol, coin.Coin.Id);
        }

        return mapping;
    }
}
