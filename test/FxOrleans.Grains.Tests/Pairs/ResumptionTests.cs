using FxOrleans.Abstractions;
using FxOrleans.Pricing;
using FxOrleans.Redis;
using FxOrleans.Testing;

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

using Orleans.TestingHost;

namespace FxOrleans.Grains.Tests;

/// <summary>A pair that starts anew goes on from the last price, above everything that was written.</summary>
public sealed class ResumptionTests
{
    private static readonly CurrencyPair EurUsd = Given.Pair("EUR/USD");

    [Fact]
    public async Task From_redis_with_a_higher_epoch_even_where_that_is_ahead_of_the_clock()
    {
        await using var redis = await RedisServer.StartAsync();
        var ahead = TimeProvider.System.GetUtcNow().AddDays(1).ToUnixTimeMilliseconds();
        var written = Given.Price("EUR/USD", 1.05m) with { Epoch = ahead, Sequence = 7 };
        await redis.CommandAsync("SET", "latest_rate:EUR-USD", await JsonOfAsync(redis, written));

        var feed = new Feed(Given.Live("A"));
        await using var cluster = await FxCluster.StartAsync(new EngineSetup { Providers = [feed] }, more: silo => UseRedis(silo, redis));
        var engine = FxCluster.EngineOf(cluster.Silos[0]);
        Assert.Equal(1.05m, Assert.Single(await engine.SnapshotAsync(CancellationToken.None)).Mid);

        feed.Say("EUR/USD", 1.051m);
        await Eventually.TrueAsync(
            async () => (await engine.SnapshotAsync(CancellationToken.None)).Single() is { Mid: 1.051m } price && price.Epoch > ahead, "it goes on above what was written");
        await Eventually.TrueAsync(
            async () => (await redis.CommandAsync("GET", "latest_rate:EUR-USD"))!.Contains($"\"epoch\":{ahead + 1}", StringComparison.Ordinal), "and is written");
    }

    [Fact]
    public async Task From_what_its_silo_has_read_when_there_is_no_redis()
    {
        var feed = new Feed(Given.Live("A"));
        feed.Say("EUR/USD", 1.10m);
        await using var cluster = await FxCluster.StartAsync(new EngineSetup { Providers = [feed] });
        var engine = FxCluster.EngineOf(cluster.Silos[0]);
        await Eventually.TrueAsync(async () => (await engine.SnapshotAsync(CancellationToken.None)).Count == 1, "there is a price");
        var before = (await engine.SnapshotAsync(CancellationToken.None)).Single();

        feed.Hush();
        var pair = cluster.Silos[0].ServiceProvider.GetRequiredService<IGrainFactory>().GetGrain<ICurrencyPairGrain>(EurUsd.Key);
        await cluster.Cluster.DeactivateAsync(pair);
        Assert.Equal(1.10m, (await pair.ExplainAsync()).Price!.Value.Mid);

        feed.Say("EUR/USD", 1.101m);
        await Eventually.TrueAsync(
            async () => (await pair.ExplainAsync()).Price is { Mid: 1.101m } price && price.Epoch > before.Epoch, "it goes on with a higher epoch");
    }

    [Fact]
    public async Task An_activation_that_another_has_overtaken_ends()
    {
        await using var redis = await RedisServer.StartAsync();
        var feed = new Feed(Given.Live("A"));
        var mid = 1m;
        feed.Say("EUR/USD", () => mid += 0.000001m);
        await using var cluster = await FxCluster.StartAsync(new EngineSetup { Providers = [feed] }, more: silo => UseRedis(silo, redis));
        var engine = FxCluster.EngineOf(cluster.Silos[0]);
        await Eventually.TrueAsync(async () => await redis.CommandAsync("GET", "latest_rate:EUR-USD") is not null, "it is written");

        var ahead = TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds();
        await redis.CommandAsync("SET", "latest_rate:EUR-USD", await JsonOfAsync(redis, Given.Price("EUR/USD", 1m) with { Epoch = ahead }));

        await Eventually.TrueAsync(
            async () => (await engine.SnapshotAsync(CancellationToken.None)).Single() is var price && price.Epoch > ahead,
            "the refused write ends it, and its successor goes on above");
    }

    [Fact]
    public async Task A_row_that_cannot_be_a_price_ends_no_activation_and_is_overwritten()
    {
        await using var redis = await RedisServer.StartAsync();
        var feed = new Feed(Given.Live("A"));
        var mid = 1m;
        feed.Say("EUR/USD", () => mid += 0.000001m);
        await using var cluster = await FxCluster.StartAsync(new EngineSetup { Providers = [feed] }, more: silo => UseRedis(silo, redis));
        var engine = FxCluster.EngineOf(cluster.Silos[0]);
        await Eventually.TrueAsync(async () => await redis.CommandAsync("GET", "latest_rate:EUR-USD") is not null, "it is written");
        var before = (await engine.SnapshotAsync(CancellationToken.None)).Single().Epoch;

        await redis.CommandAsync(
            "SET", "latest_rate:EUR-USD", """{"from":"EUR","to":"USD","price":1,"timestamp":"2026-09-29T00:00:00Z","epoch":9007199254740992,"sequence":1}""");

        await Eventually.TrueAsync(
            async () => (await redis.CommandAsync("GET", "latest_rate:EUR-USD"))!.Contains($"\"epoch\":{before},", StringComparison.Ordinal), "the same activation overwrites it");
    }

    [Fact]
    public async Task Above_what_a_memory_refuses_also_where_that_cannot_be_read()
    {
        var memory = new BlindMemory(TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds());
        var feed = new Feed(Given.Live("A"));
        var mid = 1m;
        feed.Say("EUR/USD", () => mid += 0.000001m);
        await using var cluster = await FxCluster.StartAsync(
            new EngineSetup { Providers = [feed] },
            more: silo => silo.Services.AddSingleton(memory).AddSingleton<IPriceMemory>(memory).AddSingleton<ITickSink>(memory));

        await Eventually.TrueAsync(() => memory.Taken > 5, "it goes on above what was refused");
    }

    [Fact]
    public async Task Asking_the_grain_of_an_unquoted_pair_leaves_nothing_behind()
    {
        await using var cluster = await FxCluster.StartAsync(new EngineSetup { Providers = [] });
        var pair = cluster.Silos[0].ServiceProvider.GetRequiredService<IGrainFactory>().GetGrain<ICurrencyPairGrain>("EUR-USD");
        Assert.Null((await pair.ExplainAsync()).Price);
        await Eventually.TrueAsync(() => FxCluster.PairsOn(cluster.Silos[0]) == 0, "it is gone again");
    }

    private static void UseRedis(Orleans.Hosting.ISiloBuilder silo, RedisServer redis) => silo.Services.AddRedis(
        new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Redis:ConnectionString", (string?)redis.ConnectionString)]).Build());

    /// <summary>The price as it is written: by the writer itself, under another key, so that the test holds no copy of the format.</summary>
    private static async Task<string> JsonOfAsync(RedisServer redis, Price price)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            KeyValuePair.Create("Redis:ConnectionString", (string?)redis.ConnectionString),
            KeyValuePair.Create("Redis:KeyPrefix", (string?)"scratch:"),
        ]).Build();
        await using var services = new ServiceCollection().AddLogging().AddRedis(configuration).BuildServiceProvider();
        var writer = services.GetRequiredService<RedisPriceWriter>();
        await writer.StartAsync(CancellationToken.None);
        writer.Publish([price]);
        string? written = null;
        await Eventually.TrueAsync(async () => (written = await redis.CommandAsync("GET", $"scratch:latest_rate:{price.Pair.Key}")) is not null, "it is written");
        await writer.StopAsync(CancellationToken.None);
        return written!;
    }

    /// <summary>Refuses what is not above an epoch, and cannot be read.</summary>
    private sealed class BlindMemory(long epoch) : IPriceMemory, ITickSink
    {
        private int _taken;

        public event Action<CurrencyPair, long>? Outdated;

        /// <summary>Prices that it took.</summary>
        public int Taken => Volatile.Read(ref _taken);

        public Task<IReadOnlyList<Price>> RecallAsync(IReadOnlyCollection<CurrencyPair> pairs, CancellationToken cancel) =>
            Task.FromResult<IReadOnlyList<Price>>([]);

        public void Publish(ReadOnlySpan<Price> prices)
        {
            foreach (ref readonly var price in prices)
            {
                if (price.Epoch > epoch)
                {
                    Interlocked.Increment(ref _taken);
                }
                else
                {
                    Outdated?.Invoke(price.Pair, epoch);
                }
            }
        }
    }
}
