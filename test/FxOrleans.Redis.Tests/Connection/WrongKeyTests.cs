using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Redis.Tests;

/// <summary>Keys of ours under which somebody has put something of another type: counted, named, and in nobody's way.</summary>
public sealed class WrongKeyTests : IAsyncLifetime
{
    private const string Row = """{"from":"USD","to":"JPY","price":150.5,"timestamp":"2026-09-29T00:00:00Z"}""";
    private static readonly (string, string) Patient = ("Redis:Deadline", "00:00:15");

    private RedisServer _redis = null!;

    public async Task InitializeAsync() => _redis = await RedisServer.StartAsync();

    public async Task DisposeAsync() => await _redis.DisposeAsync();

    [Fact]
    public async Task The_snapshot_has_what_the_right_keys_hold()
    {
        await using var host = await RedisHost.StartAsync(_redis, "p:", Patient);
        await _redis.CommandAsync("LPUSH", host.Keys.Latest(A.UsdEur), "x");
        await _redis.CommandAsync("SET", host.Keys.Rates, $"[{Row}]");

        Assert.Equal(["USD/JPY"], (await host.Source.SnapshotAsync(CancellationToken.None)).Select(price => $"{price.Pair}"));
        Assert.Empty(await host.Writer.RecallAsync([A.UsdEur], CancellationToken.None));
        Assert.Equal(["p:latest_rate:USD-EUR"], host.Writer.Health.WrongKeys);
        Assert.Equal(("wrong_type", 2), (host.Writer.Health.State, host.Writer.Health.Failures["wrong_type"]));
        Assert.Single(host.Logs, line => line.Contains("p:latest_rate:USD-EUR", StringComparison.Ordinal));

        host.Publish(A.Price(A.UsdEur, 1));
        await host.QuietAsync();
        Assert.Equal(A.Price(A.UsdEur, 1), await host.HeldAsync(A.UsdEur));
        Assert.Equal([], host.Writer.Health.WrongKeys);
    }

    [Theory]
    [InlineData("HSET", "field", "value")]
    [InlineData("LPUSH", "x")]
    [InlineData("ZADD", "1", "x")]
    [InlineData("SET", "x")]
    public async Task Rates_of_any_type_block_neither_snapshot_nor_refresh_and_are_overwritten(string command, params string[] rest)
    {
        await using var host = await RedisHost.StartAsync(_redis, null, Patient);
        host.Publish(A.Price(A.BtcUsd, 1));
        await host.QuietAsync();
        await _redis.CommandAsync([command, host.Keys.Rates, .. rest]);
        await _redis.CommandAsync([command, host.Keys.Refreshed, .. rest]);
        await _redis.CommandAsync([command, host.Keys.Latest(A.UsdEur), .. rest]);
        var sheet = host.Service<IRateSnapshotStore>();

        Assert.Equal([A.BtcUsd], (await host.Source.SnapshotAsync(CancellationToken.None)).Select(price => price.Pair));
        Assert.Equal([A.BtcUsd], (await sheet.ReadAsync(A.Pairs, CancellationToken.None)).Select(price => price.Pair));
        Assert.Null(await sheet.RefreshedAsync(CancellationToken.None));

        await sheet.WriteAsync([A.Price(A.UsdEur, 5)], [A.Price(A.UsdEur, 5)], A.Noon, CancellationToken.None);
        Assert.Equal(A.Noon, await sheet.RefreshedAsync(CancellationToken.None));
        Assert.Equal([A.BtcUsd, A.UsdEur], (await host.Source.SnapshotAsync(CancellationToken.None)).Select(price => price.Pair).OrderBy(pair => pair.ToString()));
        Assert.Equal([], host.Writer.Health.WrongKeys);
    }

    [Fact]
    public async Task Rates_that_turn_into_a_hash_cost_a_stream_nothing()
    {
        await using var host = await RedisHost.StartAsync(_redis, null, Patient);
        var inbox = new Inbox<CurrencyPair>();
        await using var stream = await host.Source.SubscribeAsync(
            batch =>
            {
                foreach (var price in batch.Prices.Span)
                {
                    inbox.Put(price.Pair);
                }
            },
            CancellationToken.None);
        await _redis.CommandAsync("HSET", host.Keys.Rates, "field", "value");
        await _redis.CommandAsync("PUBLISH", host.Keys.RatesUpdated, "");
        await Eventually.TrueAsync(() => host.Writer.Health.Failures.GetValueOrDefault("wrong_type") > 0, "the hash is counted");

        host.Publish(A.Price(A.UsdEur, 1));
        Assert.Equal(A.UsdEur, await inbox.NextAsync());
        Assert.Equal("wrong_type", Assert.Single(host.Writer.Health.Failures).Key);
    }

    [Fact]
    public async Task A_budget_an_answer_and_a_note_are_gone_around_and_overwritten()
    {
        await using var host = await RedisHost.StartAsync(_redis, null, Patient, ("Redis:CheckInterval", "00:00:00.1"));
        await Eventually.TrueAsync(() => host.Writer.Health.State == "ok", "Redis is connected");
        var answer = CacheKey.History("BTC", "1d");
        var (budget, cached, providers) = (host.Keys.Quota("Any"), host.Keys.Cached(answer), host.Keys.Providers);
        await _redis.CommandAsync("SET", budget, "x");
        await _redis.CommandAsync("HSET", cached, "field", "value");
        await _redis.CommandAsync("SADD", providers, "member");
        var (cache, notes) = (host.Service<ISharedCache>(), host.Service<RedisStatusStore>());

        Assert.Equal(2, (await host.Quotas.SpendAsync("Any", 3, TimeSpan.FromHours(1), A.Noon, CancellationToken.None)).Left);
        Assert.Null(await cache.GetAsync(answer, CancellationToken.None));
        Assert.Null(await notes.ReadAsync(providers, CancellationToken.None));
        Assert.Equal([cached, providers], host.Writer.Health.WrongKeys!.Order(StringComparer.Ordinal));
        Assert.Equal(3, host.Writer.Health.Failures["wrong_type"]);
        Assert.All([budget, cached, providers], key => Assert.Single(host.Logs, line => line.Contains(key, StringComparison.Ordinal)));

        cache.Put(answer, "{}"u8.ToArray());
        Assert.True(await notes.WriteAsync(providers, "{}"u8.ToArray(), null, CancellationToken.None));
        await Eventually.TrueAsync(() => host.Writer.Health.WrongKeys is { Count: 0 }, "all is seen to be well");
        Assert.NotNull(await cache.GetAsync(answer, CancellationToken.None));
    }

    [Fact]
    public async Task Of_many_wrong_keys_so_many_are_named_and_all_are_counted()
    {
        await using var host = await RedisHost.StartAsync(_redis, null, Patient);
        await Eventually.TrueAsync(() => host.Writer.Health.State == "ok", "Redis is connected");
        var cache = host.Service<ISharedCache>();
        for (var i = 0; i < RedisStringReader.MostNamed + 8; i++)
        {
            await _redis.CommandAsync("LPUSH", host.Keys.Cached(CacheKey.CryptoTop(i)), "x");
            await cache.GetAsync(CacheKey.CryptoTop(i), CancellationToken.None);
        }

        Assert.Equal(RedisStringReader.MostNamed, host.Writer.Health.WrongKeys!.Count);
        Assert.Equal(RedisStringReader.MostNamed + 8, host.Writer.Health.Failures["wrong_type"]);
    }
}
