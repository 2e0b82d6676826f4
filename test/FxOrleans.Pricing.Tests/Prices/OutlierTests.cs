using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Prices;

public sealed class OutlierTests
{
    [Theory]
    [InlineData(1.1364, "inverted")]
    [InlineData(8.8, "scaled")]
    [InlineData(88, "scaled")]
    [InlineData(880, "scaled")]
    [InlineData(0.0088, "scaled")]
    [InlineData(1, "wrong_base")]
    [InlineData(0.8845, "outlier")]
    [InlineData(1.3, "outlier")]
    public void AFarQuoteAmongThreeIsLeftOutByTheNameOfItsMistake(double wrong, string reason)
    {
        var market = new Market();
        market.Says(Given.Live("A"), 0.8800m);
        market.Says(Given.Live("B"), 0.8800m);

        Assert.False(market.Says(Given.Live("C"), (decimal)wrong));

        Assert.Equal(reason, market.Verdict.Reason());
        Assert.Equal((0.88m, 2), (market.Price.Mid, market.Price.Sources));
        Assert.Equal((false, reason), (market.Explained("C").Kept, market.Explained("C").Reason));
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
    public void AnOutlierIsLetInAgainOnlyBelowHalfOfTheThreshold()
    {
        var market = new Market();
        QuoteSource[] honest = [Given.Live("A"), Given.Live("B"), Given.Live("D")];
        foreach (var (value, kept) in new[] { (0.8846m, false), (0.8840m, false), (0.8823m, false), (0.8821m, true), (0.8840m, true), (0.8846m, false) })
        {
            for (var i = 0; i < 12; i++)
            {
                market.Time.Advance(TimeSpan.FromSeconds(1));
                Array.ForEach(honest, source => market.Says(source, 0.8800m));
                market.Says(Given.Live("C"), value);

                Assert.Equal((value, kept), (value, market.Explained("C").Kept));
            }
        }
    }

    [Fact]
    public void TheFirstToSeeAJumpIsNoLiarOnceTheOthersHaveFollowed()
    {
        var market = new Market();
        QuoteSource[] sources = [Given.Live("A"), Given.Live("B"), Given.Live("C")];
        Array.ForEach(sources, source => market.Says(source, 0.8800m));
        market.Wait(1);

        market.Says(sources[0], 0.9240m);
        Assert.Equal("outlier", market.Explained("A").Reason);
        market.Wait(1);
        market.Says(sources[1], 0.9280m);

        Assert.Equal((0.926m, "outlier"), (market.Price.Mid, market.Explained("C").Reason));
    }

    [Fact]
    public void ASourceThatLiedWeighsLessUntilItHasSpokenTrueForAWhile()
    {
        var market = new Market();
        for (var i = 0; i < 100; i++)
        {
            market.Time.Advance(TimeSpan.FromSeconds(1));
            market.Says(Given.Live("A"), 0.8800m);
            market.Says(Given.Live("B"), 0.8800m);
            market.Says(Given.Live("C"), i < 20 ? 88m : 0.8800m);
            if (i == 20)
            {
                Assert.InRange(market.Explained("C").Weight, 0.5, 0.6);
                Assert.Equal(1, market.Explained("A").Weight);
            }
        }

        Assert.InRange(market.Explained("C").Weight, 0.9, 1);
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
