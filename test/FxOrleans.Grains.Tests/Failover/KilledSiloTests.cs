using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Grains.Tests;

/// <summary>Silos that come, leave and die, seen by a reader on one that stays: every pair ticks on from every source. How soon is for <c>./fx load</c>.</summary>
public sealed class KilledSiloTests
{
    private readonly Feed[] _feeds = [TickingMarket.Feed("A"), TickingMarket.Feed("B"), TickingMarket.Feed("C")];
    private readonly LatestReader _reader = new();

    [Fact]
    public async Task Pairs_and_ingestions_live_on_while_silos_join_leave_and_die()
    {
        await using var cluster = await FxCluster.StartAsync(new EngineSetup { Providers = _feeds, Tracked = TickingMarket.Pairs }, silos: 2);
        await using var reading = await FxCluster.EngineOf(cluster.Silos[0]).SubscribeAsync(_reader.Receive, CancellationToken.None);
        await Eventually.TrueAsync(() => _reader.Pairs == TickingMarket.Pairs.Count, "every pair ticks");

        var joined = await cluster.Cluster.StartAdditionalSiloAsync();
        await Eventually.TrueAsync(() => FxCluster.PairsOn(joined) >= 5, "the new silo has its share of the pairs");
        await Eventually.TrueAsync(() => cluster.Silos.Sum(FxCluster.PairsOn) == TickingMarket.Pairs.Count, "no pair is on its way any more");
        await AllTickAsync("after a silo has joined");

        await cluster.Cluster.StopSiloAsync(joined);
        await AllTickAsync("after a silo has left");

        await cluster.Cluster.KillSiloAsync(cluster.Silos[1]);
        await Eventually.TrueAsync(() => FxCluster.PairsOn(cluster.Silos[0]) == TickingMarket.Pairs.Count, "all pairs live on the one that is left");
        await AllTickAsync("after a silo was killed");
        Assert.Empty(_reader.Contradictions);
    }

    private async Task AllTickAsync(string when)
    {
        var asked = _feeds.Select(feed => feed.Asked).ToArray();
        await Eventually.TrueAsync(() => _feeds.Zip(asked).All(pair => pair.First.Asked > pair.Second), $"every provider is asked {when}");
        var seen = _reader.Latest();
        await Eventually.TrueAsync(() => _reader.Latest().Values.All(price => price.IsNewerThan(seen[price.Pair])), $"every pair ticks {when}");
        await Eventually.TrueAsync(() => _reader.Latest().Values.All(price => price.Sources == 3), $"from every source {when}");
    }
}
