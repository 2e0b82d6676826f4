using System.Globalization;
using System.Runtime.CompilerServices;
using FxOrleans.Pricing;

namespace FxOrleans.DemoMarket;

/// <summary>The coins that CoinGecko lists, by its ids, and how many of each there are. Immutable; one a model.</summary>
internal sealed class CoinBook
{
    private static readonly ConditionalWeakTable<MarketModel, CoinBook> Books = [];

    private readonly Dictionary<string, Coin> _byId;

    private CoinBook(MarketModel model)
    {
        var supplies = DataTable.Rows("supplies.csv")
            .ToDictionary(row => row.Code, row => double.Parse(row.Value, CultureInfo.InvariantCulture), StringComparer.Ordinal);
        Coins = [.. model.Listings
            .Where(listing => listing.Asset is { Class: AssetClass.Coin, CoinGeckoId: not null })
            .Select(listing => new Coin(listing, supplies.TryGetValue(listing.Code, out var supply) ? supply : null))];
        _byId = Coins.ToDictionary(coin => coin.Id, StringComparer.Ordinal);
    }

    public IReadOnlyList<Coin> Coins { get; }

    public static CoinBook Of(MarketModel model) => Books.GetValue(model, m => new CoinBook(m));

    public Coin? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Largest first; coins of unknown supply last, in the catalogue's order.</summary>
    public IReadOnlyList<(Coin Coin, int? Rank)> Ranked(MarketView market, Listing usd) =>
        [.. Coins
            .Select(coin => (Coin: coin, Cap: coin.Supply * market.Rate(coin.Listing, usd)))
            .OrderByDescending(row => row.Cap ?? 0)
            .Select((row, place) => (row.Coin, row.Cap is null ? (int?)null : place + 1))];
}
