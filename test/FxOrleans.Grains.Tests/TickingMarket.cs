using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Grains.Tests;

/// <summary>Forty pairs that never stop ticking. Their values are a function of the clock, so that feeds in several processes agree.</summary>
internal static class TickingMarket
{
    public static readonly IReadOnlyList<CurrencyPair> Pairs =
        [.. AssetCatalog.All
            .Where(asset => asset is { Class: AssetClass.Currency, IsMoney: true, IsDead: false } && asset != AssetCatalog.Usd)
            .Take(40)
            .Select(asset => new CurrencyPair(AssetCatalog.Usd, asset))];

    public static Feed Feed(string name)
    {
        var feed = new Feed(Given.Live(name));
        foreach (var pair in Pairs)
        {
            feed.Say(pair.ToString(), Mid);
        }

        return feed;
    }

    /// <summary>To and fro between 1 and 1.005 within ten seconds.</summary>
    private static decimal Mid() => 1m + (0.000001m * Math.Abs((TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() % 10_000) - 5_000));
}
