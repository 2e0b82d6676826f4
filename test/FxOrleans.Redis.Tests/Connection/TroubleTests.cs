using System.Globalization;
using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Redis.Tests;

/// <summary>What Redis can do to us. Each test has a Redis of its own to ill-treat.</summary>
public sealed class TroubleTests : IAsyncLifetime
{
    // It takes a tenth of it on an idle machine; sleeping through a long back-off would take more.
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(5);

    private RedisServer _redis = null!;

    public async Task InitializeAsync() => _redis = await RedisServer.StartAsync();

    public async Task DisposeAsync() => await _redis.DisposeAsync();

    [Fact]
    public async Task KilledAndRestartedItIsFilledAgain()
    {
        await using var host = await RedisHost.StartAsync(_redis);
        host.Publish(A.Price(A.UsdEur, 1), A.Price(A.BtcUsd, 1));
        await host.QuietAsync();

        _redis.Kill();
        await Eventually.TrueAsync(() => host.Writer.Health.State == "away", "Redis is seen to be away");
        host.Publish(A.Price(A.UsdEur, 2));
        Assert.Equal(1, host.Writer.Health.Pending);
        Assert.Empty(await host.Writer.RecallAsync(A.Pairs, CancellationToken.None));
        Assert.Empty(await host.Writer.RecallAsync([A.UsdEur], CancellationToken.None));
        Assert.Single(host.Logs, line => line.Contains("cannot be recalled", StringComparison.Ordinal));

        await _redis.RestartAsync();
        await host.HoldsAsync(A.Price(A.UsdEur, 2), Recovery);
        await host.HoldsAsync(A.Price(A.BtcUsd, 1), Recovery);
        await host.QuietAsync();
        Assert.NotEmpty(await host.Writer.RecallAsync(A.Pairs, CancellationToken.None));
        _redis.Kill();
        await Eventually.TrueAsync(() => host.Writer.Health.State == "away", "Redis is seen to be away again");
        Assert.Empty(await host.Writer.RecallAsync(A.Pairs, CancellationToken.None));
        Assert.Equal(2, host.Logs.Count(line => line.Contains("cannot be recalled", StringComparison.Ordinal)));
        Assert.NotEmpty(host.Writer.Health.Failures);
    }

    [Fact]
    public async Task KilledUnderLoadTheLatestPricesArriveAfterwards()
    {
        await using var host = await RedisHost.StartAsync(_redis);
        for (var i = 1; i <= 3_000; i++)
        {
            foreach (var pair in A.Pairs)
            {
                host.Publish(A.Price(pair, i));
            }

            if (i is 1_000 or 2_000)
            {
                await Eventually.TrueAsync(() => host.Writer.Health.Written > 0, "some are written");
                await _redis.RestartAsync();
            }
        }

        foreach (var pair in A.Pairs)
        {
            await host.HoldsAsync(A.Price(pair, 3_000));
        }
    }

    [Fact]
    public async Task EmptiedItIsFilledAgain()
    {
        await using var host = await RedisHost.StartAsync(_redis);
        host.Publish(A.Price(A.UsdEur, 1), A.Price(A.BtcUsd, 1));
        await host.QuietAsync();
        await _redis.CommandAsync("FLUSHALL");
        await host.HoldsAsync(A.Price(A.UsdEur, 1), Recovery);
        await host.HoldsAsync(A.Price(A.BtcUsd, 1), Recovery);

        await host.QuietAsync();
        await _redis.CommandAsync("DEL", host.Keys.Latest(A.BtcUsd));
        await host.HoldsAsync(A.Price(A.BtcUsd, 1), Recovery);
        Assert.Equal(0, host.Writer.Health.Refused);
    }

    [Fact]
    public async Task FrozenItDelaysNobody()
    {
        await using var host = await RedisHost.StartAsync(_redis, null, ("Redis:Deadline", "00:00:00.2"));
        host.Publish(A.Price(A.UsdEur, 1));
        await host.QuietAsync();

        var connections = await ConnectionsAsync();
        _redis.Pause();
        try
        {
            for (var i = 2; i <= 10_000; i++)
            {
                host.Publish(A.Price(A.UsdEur, i)); // Returns each time though nothing answers any more.
            }

            await Eventually.TrueAsync(() => host.Writer.Health.State is "slow" or "away", "Redis is seen to be slow");
            await Eventually.TrueAsync(() => host.Writer.Health.State is "away", "nothing is answered any more");
            Assert.InRange(host.Writer.Health.Pending, 1, 2);
            Assert.True(host.Writer.Health.Failures["slow"] > 0);
        }
        finally
        {
            _redis.Resume();
        }

        var ours = 0;
        await Eventually.TrueAsync(async () => await ConnectionsAsync() > connections + ++ours, "the hung connection is given up for a new one");
        await host.HoldsAsync(A.Price(A.UsdEur, 10_000), Recovery);
    }

    private async Task<long> ConnectionsAsync() =>
        long.Parse((await _redis.CommandAsync("CLIENT", "ID"))!, CultureInfo.InvariantCulture);

    [Fact]
    public async Task FullItIsSurvivedAndOver()
    {
        await using var host = await RedisHost.StartAsync(_redis);
        host.Publish(A.Price(A.UsdEur, 1));
        await host.QuietAsync();

        await using var heard = await _redis.ListenAsync(host.Keys.Broadcast);
        await _redis.CommandAsync("CONFIG", "SET", "maxmemory-policy", "noeviction");
        await _redis.CommandAsync("CONFIG", "SET", "maxmemory", "1000");
        host.Publish(A.Price(A.UsdEur, 2));
        await Eventually.TrueAsync(() => host.Writer.Health is { State: "full", LastError: "full", Pending: 1 }, "Redis is seen to be full");

        // Who listens has it all the same.
        await Eventually.TrueAsync(() => heard.Messages.Any(message => message.Contains("\"sequence\":2", StringComparison.Ordinal)), "it is broadcast");

        await _redis.CommandAsync("CONFIG", "SET", "maxmemory", "0");
        await host.HoldsAsync(A.Price(A.UsdEur, 2), Recovery);
        await host.QuietAsync();
    }

    [Fact]
    public async Task MadeAReplicaItIsSurvivedAndOver()
    {
        await using var host = await RedisHost.StartAsync(_redis);
        host.Publish(A.Price(A.UsdEur, 1));
        await host.QuietAsync();

        await using var heard = await _redis.ListenAsync(host.Keys.Broadcast);
        await _redis.CommandAsync("REPLICAOF", "127.0.0.1", "1");
        host.Publish(A.Price(A.UsdEur, 2));
        await Eventually.TrueAsync(() => host.Writer.Health is { State: "read_only", Pending: 1 }, "Redis is seen to take no writes");
        var failure = await Assert.ThrowsAsync<RateSheetException>(() => host.Service<IRateSnapshotStore>().WriteAsync([], [], A.Noon, CancellationToken.None));
        Assert.Contains("read_only", failure.Message, StringComparison.Ordinal);
        await Eventually.TrueAsync(() => heard.Messages.Any(message => message.Contains("\"sequence\":2", StringComparison.Ordinal)), "it is broadcast");
        Assert.Single(host.Logs, line => line.Contains("writing is now read_only", StringComparison.Ordinal));

        await _redis.CommandAsync("REPLICAOF", "NO", "ONE");
        await host.HoldsAsync(A.Price(A.UsdEur, 2));
    }

    [Fact]
    public async Task AReplicaFromTheStartIsReadFromAndWrittenToOnceItIsTheMaster()
    {
        await _redis.CommandAsync("SET", "rates", """[{"from":"USD","to":"JPY","price":150.5,"timestamp":"2026-09-29T00:00:00Z"}]""");
        await _redis.CommandAsync("REPLICAOF", "127.0.0.1", "1");
        await using var host = await RedisHost.StartAsync(_redis, "");
        host.Publish(A.Price(A.UsdEur, 1));
        await Eventually.TrueAsync(() => host.Writer.Health is { State: "read_only", Pending: 1 }, "Redis is seen to take no writes");
        Assert.Single(await host.Source.SnapshotAsync(CancellationToken.None));

        await _redis.CommandAsync("REPLICAOF", "NO", "ONE");
        await host.HoldsAsync(A.Price(A.UsdEur, 1), Recovery);
        await Eventually.TrueAsync(
            async () => await host.Service<RedisStatusStore>().WriteAsync("note", "{}"u8.ToArray(), null, CancellationToken.None), "plain writes go there too", Recovery * 2);
    }

    [Fact]
    public async Task AwayFromTheStartItIsWaitedFor()
    {
        _redis.Kill();
        await using var host = await RedisHost.StartAsync(_redis);
        host.Publish(A.Price(A.UsdEur, 1));
        Assert.Equal("away", host.Writer.Health.State);
        Assert.Empty(await host.Writer.RecallAsync(A.Pairs, CancellationToken.None));
        await _redis.RestartAsync();
        await host.HoldsAsync(A.Price(A.UsdEur, 1), Recovery);
    }
}
