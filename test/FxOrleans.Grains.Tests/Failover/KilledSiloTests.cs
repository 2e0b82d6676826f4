using FxOrleans.Pricing;
using FxOrleans.Testing;

using Xunit.Abstractions;

namespace FxOrleans.Grains.Tests;

/// <summary>Silos that die, leave and come, seen by a reader on one that stays.</summary>
[Collection(Timing.Name)]
public sealed class KilledSiloTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_killed_silos_pairs_and_ingestions_go_on_elsewhere()
    {
        Feed[] feeds = [TickingMarket.Feed("A"), TickingMarket.Feed("B"), TickingMarket.Feed("C")];
        await using var cluster = await FxCluster.StartAsync(Setup(feeds), silos: 3);
        var meter = await ReadAsync(cluster);
        var before = meter.Latest();

        await cluster.Cluster.KillSiloAsync(cluster.Silos[2]);
        await Eventually.TrueAsync(() => AllNewer(meter, before), "every pair ticks", TimeSpan.FromSeconds(20));
        await AllTickAgainAsync(meter, feeds);
        output.WriteLine(meter.Describe());
        Assert.All(meter.Latest().Values, price => Assert.True(price.Epoch >= before[price.Pair].Epoch));
        Assert.InRange(meter.Gaps()[0], TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_stopped_silo_hands_its_grains_over()
    {
        Feed[] feeds = [TickingMarket.Feed("A"), TickingMarket.Feed("B"), TickingMarket.Feed("C")];
        await using var cluster = await FxCluster.StartAsync(Setup(feeds), silos: 3);
        var meter = await ReadAsync(cluster);

        await cluster.Cluster.StopSiloAsync(cluster.Silos[2]);
        await AllTickAgainAsync(meter, feeds);
        output.WriteLine(meter.Describe());
        Assert.InRange(meter.Gaps()[0], TimeSpan.Zero, TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task A_silo_that_joins_gets_its_share()
    {
        Feed[] feeds = [TickingMarket.Feed("A"), TickingMarket.Feed("B"), TickingMarket.Feed("C")];
        await using var cluster = await FxCluster.StartAsync(Setup(feeds), silos: 2);
        var meter = await ReadAsync(cluster);

        var joined = await cluster.Cluster.StartAdditionalSiloAsync();
        await Eventually.TrueAsync(() => FxCluster.PairsOn(joined) >= 5, "the new silo has pairs", TimeSpan.FromSeconds(20));
        await AllTickAgainAsync(meter, feeds);
        output.WriteLine(meter.Describe());
        output.WriteLine($"pairs by silo: {string.Join(", ", cluster.Silos.Select(FxCluster.PairsOn))}");
        await Eventually.TrueAsync(() => cluster.Silos.Sum(FxCluster.PairsOn) == TickingMarket.Pairs.Count, "no pair is on its way any more");
        Assert.InRange(meter.Gaps()[0], TimeSpan.Zero, TimeSpan.FromSeconds(4));
    }

    private static EngineSetup Setup(Feed[] feeds) => new() { Providers = feeds, Tracked = TickingMarket.Pairs };

    private static async Task<GapMeter> ReadAsync(FxCluster cluster)
    {
        var meter = new GapMeter();
        await FxCluster.EngineOf(cluster.Silos[0]).SubscribeAsync(meter.Receive, CancellationToken.None);
        await Eventually.TrueAsync(
            () => meter.Pairs == TickingMarket.Pairs.Count && meter.Latest().Values.All(price => price.Sources == 3), "every pair ticks from every source");
        meter.Reset();
        return meter;
    }

    private static async Task AllTickAgainAsync(GapMeter meter, Feed[] feeds)
    {
        var asked = feeds.Select(feed => feed.Asked).ToArray();
        var seen = meter.Latest();
        await Eventually.TrueAsync(() => feeds.Zip(asked).All(pair => pair.First.Asked > pair.Second), "every provider is asked", TimeSpan.FromSeconds(20));
        await Eventually.TrueAsync(() => AllNewer(meter, seen), "every pair ticks again", TimeSpan.FromSeconds(20));
        await Eventually.TrueAsync(() => meter.Latest().Values.All(price => price.Sources == 3), "from every source", TimeSpan.FromSeconds(20));
    }

    private static bool AllNewer(GapMeter meter, Dictionary<CurrencyPair, Price> than) =>
        meter.Latest().Values.All(price => price.IsNewerThan(than[price.Pair]));
}
