using System.Net;

using FxOrleans.Abstractions;
using FxOrleans.Pricing;
using FxOrleans.Testing;

using Orleans.Runtime;

namespace FxOrleans.Grains.Tests;

/// <summary>Where pairs live, and on which stream they tick.</summary>
public sealed class RendezvousTests
{
    private static readonly GrainId[] Grains =
        [.. AssetCatalog.All.Take(300).Select(asset => GrainId.Create("currencypair", $"USD-{asset.Code}"))];

    [Fact]
    public void Every_silo_gets_about_its_share()
    {
        var silos = Silos(3);
        var shares = Grains.CountBy(grain => Rendezvous.Pick(grain, silos)!).ToDictionary();
        Assert.Equal(3, shares.Count);
        Assert.All(shares.Values, share => Assert.InRange(share, 70, 130));
    }

    [Fact]
    public void A_silo_that_leaves_moves_only_its_own_grains()
    {
        var silos = Silos(3);
        foreach (var grain in Grains)
        {
            var home = Rendezvous.Pick(grain, silos)!;
            if (!home.Equals(silos[2]))
            {
                Assert.Equal(home, Rendezvous.Pick(grain, silos.AsSpan(..2)));
            }
        }
    }

    [Fact]
    public void A_silo_that_comes_back_gets_the_same_grains_and_order_does_not_matter()
    {
        var silos = Silos(3);
        SiloAddress[] returned = [SiloAddress.New(silos[1].Endpoint, 99), silos[2], silos[0]];
        Assert.All(Grains, grain => Assert.Equal(Rendezvous.Pick(grain, silos)!.Endpoint, Rendezvous.Pick(grain, returned)!.Endpoint));
    }

    [Fact]
    public void Without_silos_there_is_no_home() => Assert.Null(Rendezvous.Pick(Grains[0], []));

    [Theory]
    [InlineData("USD/EUR", 4, 2)]
    [InlineData("BTC/USD", 4, 1)]
    [InlineData("AAPL/USD", 64, 18)]
    public void A_pairs_shard_never_changes(string pair, int shards, int shard) =>
        Assert.Equal(shard, TickStreams.ShardOf(Given.Pair(pair), shards));

    [Fact]
    public void Pairs_spread_over_the_shards()
    {
        var pairs = AssetCatalog.All.Where(asset => asset != AssetCatalog.Usd).Select(asset => new CurrencyPair(AssetCatalog.Usd, asset)).ToArray();
        var counts = pairs.CountBy(pair => TickStreams.ShardOf(pair, 4)).Select(count => count.Value).ToArray();
        Assert.Equal(4, counts.Length);
        Assert.All(counts, count => Assert.InRange(count, pairs.Length / 8, pairs.Length / 2));
    }

    private static SiloAddress[] Silos(int count) =>
        [.. Enumerable.Range(0, count).Select(i => SiloAddress.New(new IPEndPoint(IPAddress.Parse("10.0.0.1"), 11111 + i), 1))];
}
