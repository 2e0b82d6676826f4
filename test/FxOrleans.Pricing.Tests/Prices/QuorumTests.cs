using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Prices;

public sealed class QuorumTests
{
    [Fact]
    public void OneLiveSourceIsIndicativeAndTwoAreLive()
    {
        var market = new Market();
        market.Says(Given.Live("A"), 0.88m);
        Assert.Equal(PriceStatus.Indicative, market.Status);

        market.Says(Given.Live("B"), 0.88m);
        Assert.Equal((PriceStatus.Live, 2), (market.Status, market.Price.Sources));
    }

    [Fact]
    public void TheQuorumIsConfigured()
    {
        var market = new Market(policy: new PricingPolicy { Quorum = 1 });
        market.Says(Given.Live("A"), 0.88m);

        Assert.Equal(PriceStatus.Live, market.Status);
    }

    [Fact]
    public void ASourceThatFallsSilentTakesTheQuorumWithIt()
    {
        var market = new Market();
        market.Says(Given.Live("A"), 0.88m);
        market.Says(Given.Live("B"), 0.88m);
        market.Time.Advance(TimeSpan.FromSeconds(8));
        market.Says(Given.Live("B"), 0.88m);
        Assert.Equal(PriceStatus.Live, market.Status);

        Assert.True(market.Wait(3));

        Assert.Equal((PriceStatus.Indicative, 1), (market.Status, market.Price.Sources));
    }

    [Fact]
    public void AnOutlierDoesNotCountTowardsTheQuorum()
    {
        var market = new Market(policy: new PricingPolicy { Quorum = 3 });
        market.Says(Given.Live("A"), 0.88m);
        market.Says(Given.Live("B"), 0.88m);
        market.Says(Given.Live("C"), 1.14m);

        Assert.Equal((PriceStatus.Indicative, 2, 0.88m), (market.Status, market.Price.Sources, market.Price.Mid));
    }

    [Fact]
    public void SourcesThatCopyOneAnotherCountAsOne()
    {
        var market = new Market();
        market.Says(Given.Live("A"), 0.88m);
        market.Says(Given.Live("Copy") with { Group = "A" }, 0.88m);

        Assert.Equal((PriceStatus.Indicative, 1), (market.Status, market.Price.Sources));
        Assert.Equal((0.5, 0.5), (market.Explained("A").Weight, market.Explained("Copy").Weight));
        Assert.Equal(("A", "A"), (market.Explained("A").Group, market.Explained("Copy").Group));
    }

    [Fact]
    public void ASourceThatNoLongerCopiesCountsAlone()
    {
        var market = new Market();
        market.Says(Given.Live("Copy") with { Group = "A" }, 0.88m);
        market.Says(Given.Live("A"), 0.88m);
        market.Says(Given.Live("B") with { Group = "A" }, 0.88m);
        Assert.Equal(1, market.Price.Sources);

        market.Wait(1);
        market.Says(Given.Live("Copy"), 0.881m);

        Assert.Equal((2, 1, 0.5, 0.5), (market.Price.Sources, market.Explained("Copy").Weight, market.Explained("A").Weight, market.Explained("B").Weight));
    }

    [Fact]
    public void CopiesDoNotOutvoteAnIndependentSource()
    {
        var market = new Market();
        market.Says(Given.Live("A"), 0.884m);
        market.Says(Given.Live("Copy") with { Group = "A" }, 0.884m);
        market.Says(Given.Live("B"), 0.880m);

        Assert.Equal((0.882m, 2), (market.Price.Mid, market.Price.Sources));
    }
}
