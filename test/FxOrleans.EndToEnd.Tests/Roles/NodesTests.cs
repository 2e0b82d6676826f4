using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>One ingest node, three serving nodes and a redis-server, each a process. `./fx load nodes` measures the same.</summary>
public sealed class NodesTests(ThreeNodes three) : IClassFixture<ThreeNodes>
{
    private readonly RedisServer _redis = three.Cluster.Redis;
    private readonly SiloProcess[] _nodes = three.Cluster.Nodes;

    private static bool IsUsdEur(string message) => WireRate.Read(JsonDocument.Parse(message).RootElement).Pair == "USD/EUR";

    [Fact]
    public async Task All_serve_the_same_sequence()
    {
        await using var broadcast = await _redis.ListenAsync("rates:broadcast");
        await Eventually.TrueAsync(() => broadcast.Messages.Count > 200 && broadcast.Messages.Any(IsUsdEur), "prices are broadcast, USD/EUR among them");
        var sent = WireRate.Read(JsonDocument.Parse(broadcast.Messages.Last(IsUsdEur)).RootElement);

        foreach (var node in _nodes)
        {
            await Eventually.TrueAsync(async () => WireRate.Read(await node.GetAsync(NodesCluster.UsdEur)).MayFollow(sent), $"{node.Address} has {sent}");
        }

        // A pair that ticks on: what two nodes say under one number is one price.
        var seen = new ConcurrentDictionary<(long, long), decimal>();
        for (var i = 0; i < 50; i++)
        {
            foreach (var rate in await Task.WhenAll(_nodes.Select(async node => WireRate.Read(await node.GetAsync(NodesCluster.UsdEur)))))
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
            "one node has it");
        foreach (var node in _nodes)
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    using var answer = await node.Http.GetAsync(path);
                    return answer.IsSuccessStatusCode && (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetRawText() == first.GetRawText();
                },
                $"{node.Address} has the same");
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
                using var answer = await node.Http.GetAsync(NodesCluster.UsdEur);
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
                await Eventually.TrueAsync(async () => WireRate.Read(await node.GetAsync(NodesCluster.UsdEur)).Timestamp > back, "a price of after its return");
            }
        }

        await stop.CancelAsync();
        await asking;
        Assert.Empty(failures);
        Assert.True(asked > 100, $"{asked} rates were asked for");
    }
}
