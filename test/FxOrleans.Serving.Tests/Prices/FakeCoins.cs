using FxOrleans.Pricing;

namespace FxOrleans.Serving.Tests.Prices;

/// <summary>A catalogue of made-up coins that counts who asks. Thread-safe.</summary>
internal sealed class FakeCoins : ICoinCatalog, IDayAgoSource
{
    private int _calls;

    public string Name => "Coins";

    public bool Simulated { get; set; }

    /// <summary>False: nothing that is searched for is found.</summary>
    public bool Finds { get; set; } = true;

    public volatile ProviderException? Failure;

    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Dollars now, by symbol; what is not there is not told.</summary>
    public Dictionary<string, decimal> Now { get; } = [];

    /// <summary>Dollars a day ago, by symbol.</summary>
    public Dictionary<string, decimal> Before { get; } = [];

    public Task<IReadOnlyList<CoinMarket>> TopAsync(int count, CancellationToken cancel) =>
        Answer<IReadOnlyList<CoinMarket>>([.. Enumerable.Range(1, Math.Min(count, 600)).Select(Coin)]);

    public Task<IReadOnlyList<CoinMarket>> SearchAsync(string text, CancellationToken cancel) =>
        Answer<IReadOnlyList<CoinMarket>>(!Finds ? [] : [Coin(10), new CoinMarket(new CoinName("nobody-trades-it", "NTI", "Nobody Trades It"))]);

    public Task<IReadOnlyList<CoinName>> ListAsync(CancellationToken cancel) =>
        Answer<IReadOnlyList<CoinName>>([new("another-c1", "C1", "Another"), new("unranked", "UNR", "Unranked")]);

    public bool Covers(Asset asset) => asset.Class == AssetClass.Coin;

    public Task<IReadOnlyDictionary<Asset, DayAgoPrice>> DayAgoAsync(IReadOnlyCollection<Asset> assets, CancellationToken cancel) =>
        Answer<IReadOnlyDictionary<Asset, DayAgoPrice>>(Before.ToDictionary(
            row => AssetCatalog.Get(row.Key), row => new DayAgoPrice(row.Value, Now.TryGetValue(row.Key, out var now) ? now : null)));

    private static CoinMarket Coin(int rank) => new(new CoinName($"coin-{rank}", $"C{rank}", $"Coin {rank}"))
    {
        Price = rank + 0.5m,
        Image = $"https://example.org/{rank}.png",
        MarketCap = 1_000_000 - rank,
        Rank = rank,
        ChangePercent = -1.25m,
    };

    private Task<T> Answer<T>(T answer)
    {
        Interlocked.Increment(ref _calls);
        return Failure is { } failure ? Task.FromException<T>(failure) : Task.FromResult(answer);
    }
}
