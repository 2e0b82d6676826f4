using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Prices;

public sealed class OutlierTests
{
    [Theory]
    [InlineData(1.1364)]
    [InlineData(88)]
    [InlineData(0.0088)]
    [InlineData(0.8845)]
    public void AFarQuoteAmongThreeIsLeftOut(double wrong)
    {
        var market = new Market();
        market.Says(Given.Live("A"), 0.8800m);
        market.Says(Given.Live("B"), 0.8800m);

        Assert.False(market.Says(Given.Live("C"), (decimal)wrong));

        Assert.Equal(Verdict.Outlier, market.Verdict);
        Assert.Equal((0.88m, 2), (market.Price.Mid, market.Price.Sources));
        Assert.Equal((false, "outlier"), (market.Explained("C").Kept, market.Explained("C").Reason));
    }

    [Fact]
    public void NearerThanHalfAPercentNothingIsAnOutlier()
    {
        var market = new Market();
        market.Says(Given.Live("A"), 0.8800m);
        market.Says(Given.Live("B"), 0.8800m);
        market.Says(Given.Live("C"), 0.8844m);

        Assert.Equal((Verdict.Accepted, 3), (market.Verdict, market.Price.Sources));
    }

    [Fact]
    public void AnOutlierThatComesBackCountsAgain()
    {
        var market = new Market();
        market.Says(Given.Live("A"), 0.8800m);
        market.Says(Given.Live("B"), 0.8800m);
        market.Says(Given.Live("C"), 1.1364m);
        market.Time.Advance(TimeSpan.FromSeconds(1));

        market.Says(Given.Live("C"), 0.8801m);

        Assert.Equal((3, true), (market.Price.Sources, market.Explained("C").Kept));
    }

    [Fact]
    public void TwoThatDisagreeGiveTheMiddleAndADoubtThatCoversBoth()
    {
        var market = new Market();
        market.Says(Given.Live("A"), 0.80m);
        market.Says(Given.Live("B"), 0.90m);

        Assert.Equal((0.85m, 2), (market.Price.Mid, market.Price.Sources));
        Assert.True(market.Price.Confidence >= 0.05m);
    }

    [Fact]
    public void AQuoteThatMovesOnlyTheDoubtIsServed()
    {
        var market = new Market();
        market.Says(Given.Live("A"), 0.8800m);
        market.Says(Given.Live("B"), 0.8801m, Given.Now.AddSeconds(-3));
        market.Says(Given.Live("C"), 0.8799m, Given.Now.AddSeconds(-3));
        var before = market.Price;

        market.Says(Given.Live("B"), 0.8830m, Given.Now.AddSeconds(-1));
        var changed = market.Says(Given.Live("C"), 0.8770m, Given.Now.AddSeconds(-1));

        Assert.True(changed);
        Assert.Equal(before.Mid, market.Price.Mid);
        Assert.True(market.Price.Confidence > before.Confidence);
    }
}
