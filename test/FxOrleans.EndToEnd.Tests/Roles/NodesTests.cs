using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>One ingest node, three serving nodes and a redis-server, each a process. `./fx load nodes` measures the same.</summary>
public sealed class NodesTests : IAsyncLifetime
{
    private const string Usd = "/rate?from=USD&to=EUR";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>`./fx load nodes` measures how long it takes on a quiet machine.</summary>
    private static readonly TimeSpan InStepWithin = TimeSpan.FromSeconds(30);

    private RedisServer _redis = null!;
    private SiloProcess _ingest = null!;
    private SiloProcess[] _nodes = [];

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        var connection = $"--Redis:ConnectionString={_redis.ConnectionString}";
        _ingest = await SiloProcess.StartAsync("--Role=ingest", "--Demo:Enabled=true", connection);
        _nodes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => SiloProcess.StartAsync("--Role=serve", connection)));
        foreach (var node in _nodes)
        {
            await node.ReadyAsync();
            await Eventually.TrueAsync(() => IsLiveAsync(node), $"USD/EUR is live on {node.Address}", Patience);
        }
    }

    // A node is ready with its first prices; this one may come later.
    private static async Task<bool> IsLiveAsync(SiloProcess node)
    {
        using var answer = await node.Http.GetAsync(Usd);
        return answer.IsSuccessStatusCode && WireRate.Read(await answer.Content.ReadFromJsonAsync<JsonElement>()).Status == "live";
    }

    private static bool IsUsdEur(string message) => WireRate.Read(JsonDocument.Parse(message).RootElement).Pair == "USD/EUR";

    public async Task DisposeAsync()
    {
        foreach (var process in _nodes.Append(_ingest))
        {
            await process.DisposeAsync();
        }

        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task All_serve_the_same_sequence()
    {
        await using var broadcast = await _redis.ListenAsync("rates:broadcast");
        await Eventually.TrueAsync(() => broadcast.Messages.Count > 200 && broadcast.Messages.Any(IsUsdEur), "prices are broadcast, USD/EUR among them", Patience);
        var sent = WireRate.Read(JsonDocument.Parse(broadcast.Messages.Last(IsUsdEur)).RootElement);

        foreach (var node in _nodes)
        {
            await Eventually.TrueAsync(async () => WireRate.Read(await node.GetAsync(Usd)).MayFollow(sent), $"{node.Address} has {sent}");
        }

        // A pair that ticks on: what two nodes say under one number is one price.
        var seen = new ConcurrentDictionary<(long, long), decimal>();
        for (var i = 0; i < 50; i++)
        {
            foreach (var rate in await Task.WhenAll(_nodes.Select(async node => WireRate.Read(await node.GetAsync(Usd)))))
            {
                Assert.Equal(rate.Price, seen.GetOrAdd((rate.Epoch, rate.Sequence), rate.Price));
            }
        }
    }

    [Theory]
    [InlineData("/api/v1/prices/BTC/history?period=1y", "count")]
    [InlineData("/api/v1/prices/BTC/ohlcv?period=1m&interval=1d", "count")]
    [InlineData("/api/v1/prices/crypto/top?limit=5", "count")]
    public async Task The_past_and_the_coins_are_had_from_the_node_that_has_providers(string path, string count)
    {
        JsonElement first = default;
        await Eventually.TrueAsync(
            async () =>
            {
                using var answer = await _nodes[0].Http.GetAsync(path);
                return answer.IsSuccessStatusCode && (first = await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty(count).GetInt32() >= 5;
            },
            "one node has it",
            Patience);
        foreach (var node in _nodes)
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    using var answer = await node.Http.GetAsync(path);
                    return answer.IsSuccessStatusCode && (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetRawText() == first.GetRawText();
                },
                $"{node.Address} has the same",
                Patience);
        }
    }

    [Fact]
    public async Task Without_the_ingest_node_they_go_on_with_true_ages_until_all_is_stale()
    {
        await Eventually.TrueAsync(async () => (await _nodes[0].GetAsync("/providers")).GetArrayLength() > 0, "the providers are told of");
        _ingest.Kill();
        foreach (var node in _nodes)
        {
            await Eventually.TrueAsync(async () => WireRate.Read(await node.GetAsync(Usd)).Status == "stale", "USD/EUR turns stale", Patience);
            Assert.True(TimeProvider.System.GetUtcNow() - WireRate.Read(await node.GetAsync(Usd)).Timestamp >= TimeSpan.FromSeconds(10));
            Assert.Equal("503 rate_stale", await node.ProblemAsync(Usd + "&max_age=5s"));
            await Eventually.TrueAsync(
                async () => (await node.GetAsync("/providers")).EnumerateArray().All(row => row.GetProperty("state").GetString() is "failing" or "disabled"),
                "no provider is said to be well",
                Patience);
        }
    }

    [Fact]
    public async Task Redis_killed_again_and_again_is_never_an_error_of_a_rate()
    {
        using var stop = new CancellationTokenSource();
        var failures = new ConcurrentQueue<string>();
        var asked = 0;
        var asking = Task.WhenAll(_nodes.Select(node => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                using var answer = await node.Http.GetAsync(Usd);
                Interlocked.Increment(ref asked);
                if (answer.StatusCode != HttpStatusCode.OK)
                {
                    failures.Enqueue($"{node.Address}: {answer.StatusCode}");
                }
            }
        })));
        for (var kill = 0; kill < 3; kill++)
        {
            _redis.Kill();
            await Task.WhenAll(_nodes.Select(node => Eventually.TrueAsync(
                async () => (await node.GetAsync("/health/ready")).GetProperty("redis").GetString() == "away", "the node notices and stays ready")));
            await _redis.RestartAsync();
            var back = TimeProvider.System.GetUtcNow();
            foreach (var node in _nodes)
            {
                await Eventually.TrueAsync(async () => WireRate.Read(await node.GetAsync(Usd)).Timestamp > back, "a price of after its return", InStepWithin);
            }
        }

        await stop.CancelAsync();
        await asking;
        Assert.Empty(failures);
        Assert.True(asked > 100, $"{asked} rates were asked for");
    }
}
