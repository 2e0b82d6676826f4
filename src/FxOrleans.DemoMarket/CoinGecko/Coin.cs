namespace FxOrleans.DemoMarket;

/// <summary>A coin as CoinGecko knows it. Immutable.</summary>
/// <param name="Listing">The market's.</param>
/// <param name="Supply">How many circulate; null where nobody has counted.</param>
internal sealed record Coin(Listing Listing, double? Supply)
{
    public string Id { get; } = Listing.Asset.CoinGeckoId!;

    public string Symbol => Listing.LowerCode;

    public string Name => Listing.Asset.Name;

    public string Image(string size) => $"https://coin-images.coingecko.com/coins/images/{Listing.Asset.Index}/{size}/{Id}.png";

    /// <summary>Traded in a day, in the coin: two to eight hundredths of what there is.</summary>
    public double Volume(long day) => (Supply ?? 1e6) * (0.05 + (0.03 * LatticeHash.At(Listing.Key, day)));
}
