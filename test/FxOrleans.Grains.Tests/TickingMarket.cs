using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Grains.Tests;

/// <summary>Forty pairs that never stop ticking.</summary>
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
            var mid = 1m;
            feed.Say(pair.ToString(), () => mid += 0.0001m);
        }

        return feed;
    }
}
