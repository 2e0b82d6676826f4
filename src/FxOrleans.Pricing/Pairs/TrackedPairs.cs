namespace FxOrleans.Pricing;

/// <summary>The pairs that are ticked and broadcast where configuration names none.</summary>
public static class TrackedPairs
{
    private const int LargestCoins = 20;

    /// <summary>The dollar against every living ISO 4217 currency, then the metals and the twenty largest coins in dollars.</summary>
    public static IReadOnlyList<CurrencyPair> Default { get; } =
    [
        .. AssetCatalog.All
            .Where(asset => asset is { Class: AssetClass.Currency, IsDead: false, IsMoney: true, Number: not null } && asset != AssetCatalog.Usd)
            .Select(asset => new CurrencyPair(AssetCatalog.Usd, asset)),
        .. InDollars(AssetCatalog.All.Where(asset => asset.Class == AssetClass.Metal)),
        .. InDollars(AssetCatalog.All.Where(asset => asset.Class == AssetClass.Coin).Take(LargestCoins)),
    ];

    private static IEnumerable<CurrencyPair> InDollars(IEnumerable<Asset> assets) =>
        assets.Select(asset => new CurrencyPair(asset, AssetCatalog.Usd));
}
