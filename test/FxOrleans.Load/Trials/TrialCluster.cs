using System.Globalization;
using FxOrleans.DemoMarket;
using FxOrleans.Load.Statistics;
using FxOrleans.Testing;

namespace FxOrleans.Load.Trials;

/// <summary>
/// Real hosts on one real redis-server, asking one provider that pushes every pair five times a second. The provider lives
/// outside, as providers do. Each host has a reader of all ticks on a WebSocket.
/// </summary>
internal sealed class TrialCluster : IAsyncDisposable
{
    /// <summary>Against the dollar, each ticking all the time.</summary>
    public static readonly IReadOnlyList<string> Pairs =
    [
        .. new[]
        {
            "EUR", "GBP", "JPY", "CHF", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "TRY", "ILS", "ZAR", "MXN", "BRL", "INR",
            "CNY", "HKD", "SGD", "KRW", "THB", "MYR", "IDR", "PHP", "ISK", "AED", "SAR", "EGP", "KES", "NGN", "CLP", "COP", "PEN", "UAH", "VND", "TWD",
        }.Select(code => $"USD/{code}"),
    ];

    private readonly DemoMarketServer _market = new(new DemoMarketOptions { Enabled = true }, TimeProvider.System);

    private TrialCluster(RedisServer redis, RedisListener broadcasts) => (Redis, Broadcasts) = (redis, broadcasts);

    public RedisServer Redis { get; }

    /// <summary>All that was written to Redis, until Redis is killed.</summary>
    public RedisListener Broadcasts { get; }

    /// <summary>What the prices that anybody was given are held against.</summary>
    public DecidedPrices Decided { get; } = new();

    public List<TrialNode> Nodes { get; } = [];

    public List<TickReader> Readers { get; } = [];

    /// <summary>Starts that many nodes, of another build where its program is named.</summary>
    public static async Task<TrialCluster> StartAsync(int nodes = 3, string? program = null)
    {
        var redis = await RedisServer.StartAsync();
        var cluster = new TrialCluster(redis, await redis.ListenAsync("rates:broadcast"));
        try
        {
            await cluster._market.StartAsync(CancellationToken.None);
            for (var i = 0; i < nodes; i++)
            {
                await (await cluster.AddAsync(program)).ReadyAsync();
            }

            await cluster.SettledAsync();
            return cluster;
        }
        catch (TimeoutException failure)
        {
            var told = await cluster.TellAsync();
            await cluster.DisposeAsync();
            throw new InvalidOperationException($"{failure.Message}. \n{told}", failure);
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts one more.</summary>
    public async Task<TrialNode> AddAsync(string? program = null)
    {
        var node = new TrialNode(Nodes.Count, Redis.ConnectionString, Settings()) { Program = program };
        Nodes.Add(node);
        await node.StartAsync();
        Readers.Add(new TickReader(node.Address, Pairs, Decided));
        return node;
    }

    /// <summary>
    /// Done when every node sees all of them and has its share of the pairs, none of which lives twice, and every reader hears
    /// every pair. A node that the others have declared dead is started again meanwhile.
    /// </summary>
    public Task SettledAsync() => Eventually.TrueAsync(
        async () =>
        {
            await Task.WhenAll(Nodes.Select(node => node.ReviveAsync()));
            var silos = await Task.WhenAll(Nodes.Select(node => node.TellsAsync("silos")));
            var pairs = await Task.WhenAll(Nodes.Select(node => node.TellsAsync("pairs")));
            return silos.All(count => count == Nodes.Count) && pairs.All(count => count > 0) && pairs.Sum() == Pairs.Count
                && Readers.All(reader => reader.Heard == Pairs.Count);
        },
        "every node has its share of the pairs",
        TimeSpan.FromSeconds(60));

    /// <summary>How often nodes were started again because the others had declared them dead.</summary>
    public int Revived => Nodes.Sum(node => node.Revived);

    /// <summary>What each node says of itself and has said.</summary>
    public async Task<string> TellAsync() =>
        string.Join('\n', await Task.WhenAll(Nodes.Select(async node => $"Node {node.Number} says: {await node.HealthAsync()}\n{node.Output}")));

    /// <summary>How many prices Redis holds.</summary>
    public async Task<int> WrittenAsync() => int.Parse(
        await Redis.CommandAsync("EVAL", "return #redis.call('KEYS', ARGV[1])", "0", "latest_rate:*") ?? "0", CultureInfo.InvariantCulture);

    /// <summary>The readers of all nodes but those.</summary>
    public TickReader[] ReadersBut(params TrialNode[] nodes) => [.. Readers.Where(reader => nodes.All(node => node.Address != reader.Address))];

    public async ValueTask DisposeAsync()
    {
        foreach (var reader in Readers)
        {
            await reader.DisposeAsync();
        }

        foreach (var node in Nodes)
        {
            await node.DisposeAsync();
        }

        await _market.DisposeAsync();
        await Broadcasts.DisposeAsync();
        await Redis.DisposeAsync();
    }

    /// <summary>What every trial looks at in the end: that no reader saw a price go back, and that each was given what was decided.</summary>
    /// <param name="report">Where it goes.</param>
    /// <param name="requests">What was asked of <c>/rate</c>; null where nothing was.</param>
    /// <param name="heardAll">False where Redis was away, so that not all broadcasts were heard.</param>
    public void Report(Report report, RequestCount? requests, bool heardAll = true)
    {
        report.Bound("prices that went back at a reader of sockets", Readers.Sum(reader => reader.Backwards), 0, atLeast: false);
        if (requests is not null)
        {
            report.Bound("prices that went back at a reader of /rate", requests.Backwards, 0, atLeast: false);
        }

        Decided.TakeBroadcasts(Broadcasts.Messages);
        report.Bound("prices that are not what was decided under their number", Decided.Contradictions, 0, atLeast: false, more: $"of {Decided.Count}");
        report.Bound("old prices under new numbers", Decided.Old(), 0, atLeast: false, more: $"of {Decided.Count}");
        if (heardAll)
        {
            report.Bound("prices under numbers that nobody has decided", Decided.Undecided(), 0, atLeast: false, more: $"of {Decided.Count}");
        }
    }

    private IEnumerable<string> Settings() =>
    [
        $"--Pairs={string.Join(',', Pairs)}",
        "--Demo:Enabled=false",
        "--Pricing:Quorum=1",
        "--Providers:OneFrame:Enabled=true",
        "--Providers:OneFrame:Streaming=true",
        "--Providers:OneFrame:Quota=",
        .. _market.Settings().Where(setting => setting.Key.StartsWith("Providers:OneFrame:", StringComparison.Ordinal)).Select(setting => $"--{setting.Key}={setting.Value}"),
        .. new[] { "CurrencyApi", "Ecb", "Frankfurter", "OpenErApi", "CoinGecko" }.Select(name => $"--Providers:{name}:Enabled=false"),
    ];
}
