using Microsoft.AspNetCore.Http;

namespace FxOrleans.DemoMarket;

/// <summary>A coin as CoinGecko knows it. Immutable.</summary>
/// <param name="Listing">The market's.</param>
/// <param name="Supply">How many circulate; null where nobody has counted.</param>
internal sealed record Coin(Listing Listing, double? Supply)
{
    public string Id { get; } = Listing.Asset.CoinGeckoId!;

    public string Symbol => Listing.LowerCode;

    public string Name => Listing.Asset.Name;

    /// <summary>Where its picture is: at the server that was asked.</summary>
    public string Image(HttpRequest asked, string size) =>
        $"{asked.Scheme}://{asked.Host}{asked.PathBase}/{DemoProvider.CoinGecko.Name}/coins/images/{Uri.EscapeDataString(Id)}/{size}.png";

    /// <summary>Traded in a day, in the coin: two to eight hundredths of what there is.</summary>
    public double Volume(long day) => (Supply ?? 1e6) * (0.05 + (0.03 * LatticeHash.At(Listing.Key, day)));
}
