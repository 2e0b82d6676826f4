using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// CoinGecko's coins: <c>/coins/markets</c> in pages, <c>/search</c> with the markets of what it finds, <c>/coins/list</c>; and what the
/// catalogue's coins cost a day ago. Thread-safe.
/// </summary>
public sealed class CoinGeckoCatalog : ICoinCatalog, IDayAgoSource
{
    /// <summary>The most rows of one page.</summary>
    private const int Page = 250;

    /// <summary>The most coins that a search gives.</summary>
    private const int MostFound = 100;

    /// <summary>A market is 1 kB.</summary>
    private const int MaxBytes = 2 * 1024 * 1024;

    /// <summary>18,000 coins of 90 bytes, and as many again.</summary>
    private const int MaxListBytes = 8 * 1024 * 1024;

    private readonly CoinGeckoClient _client;

    private readonly UpstreamAddress _api;

    public CoinGeckoCatalog(CoinGeckoOptions options, Upstreams upstreams)
    {
        _client = new CoinGeckoClient(options, upstreams);
        _api = options.Address;
    }

    public string Name => _client.Name;

    public bool Simulated => _client.Simulated;

    public async Task<IReadOnlyList<CoinMarket>> TopAsync(int count, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var coins = new List<CoinMarket>();
        for (var page = 1; coins.Count < count; page++)
        {
            // All pages are of one size: the pages of a smaller one would begin elsewhere.
            var size = Math.Min(count, Page);
            var rows = await MarketsAsync($"order=market_cap_desc&per_page={size}&page={page}", cancel).ConfigureAwait(false);
            coins.AddRange(rows);
            if (rows.Count < size)
            {
                break;
            }
        }

        // Between two pages a coin may have changed places with another, and then stands on both.
        var top = coins.DistinctBy(coin => coin.Coin.Id).OrderBy(coin => coin.Rank ?? int.MaxValue).Take(count).ToList();
        return top.Count > 0 ? top : throw new ProviderException(ProviderFailureKind.Empty, "No coin.");
    }

    public async Task<IReadOnlyList<CoinMarket>> SearchAsync(string text, CancellationToken cancel)
    {
        var coins = await _client.GetAsync(
            $"/search?query={Uri.EscapeDataString(text)}", MaxBytes, body => CoinGeckoCoinsAnswer.ReadSearch(body, _api), cancel).ConfigureAwait(false);
        var found = coins.Take(MostFound).ToList();
        if (found.Count == 0)
        {
            return [];
        }

        var ids = string.Join(',', found.Select(coin => Uri.EscapeDataString(coin.Coin.Id)));
        var markets = (await MarketsAsync($"ids={ids}&per_page={Page}", cancel).ConfigureAwait(false)).ToDictionary(coin => coin.Coin.Id, StringComparer.Ordinal);
        return [.. found.Select(coin => markets.GetValueOrDefault(coin.Coin.Id, coin))];
    }

    public Task<IReadOnlyList<CoinName>> ListAsync(CancellationToken cancel) =>
        _client.GetAsync("/coins/list", MaxListBytes, CoinGeckoCoinsAnswer.ReadList, cancel);

    public bool Covers(Asset asset) => asset.CoinGeckoId is not null;

    public async Task<IReadOnlyDictionary<Asset, DayAgoPrice>> DayAgoAsync(IReadOnlyCollection<Asset> assets, CancellationToken cancel)
    {
        var found = new Dictionary<Asset, DayAgoPrice>();
        var byId = assets.Where(Covers).GroupBy(asset => asset.CoinGeckoId!, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        foreach (var ids in byId.Keys.Order(StringComparer.Ordinal).Chunk(Page))
        {
            var query = $"ids={string.Join(',', ids.Select(Uri.EscapeDataString))}&per_page={Page}";
            foreach (var coin in await MarketsAsync(query, cancel).ConfigureAwait(false))
            {
                // Nearer to -100 the change has too few digits to tell what was before.
                if (coin is { Price: { } price, ChangePercent: > -99.99m and var change } && byId.TryGetValue(coin.Coin.Id, out var asset))
                {
                    found[asset] = new DayAgoPrice(RatePrecision.Round(price / (1 + (change / 100)), RatePrecision.Derived), price);
                }
            }
        }

        return found;
    }

    private Task<IReadOnlyList<CoinMarket>> MarketsAsync(string query, CancellationToken cancel) =>
        _client.GetAsync($"/coins/markets?vs_currency=usd&{query}", MaxBytes, body => CoinGeckoCoinsAnswer.ReadMarkets(body, _api), cancel);
}
