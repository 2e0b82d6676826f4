using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Prices;

public sealed class StaleQuoteTests
{
    private static readonly QuoteSource A = Given.Live("A");
    private static readonly QuoteSource B = Given.Live("B");

    [Fact]
    public void AnOldQuoteIsTakenInAsTheLastKnownAndServedAsStale()
    {
        var market = new Market();

        Assert.True(market.Says(A, 0.88m, Given.Now.AddHours(-3)));

        Assert.Equal(Verdict.Stale, market.Verdict);
        Assert.Equal((0.88m, PriceStatus.Stale), (market.Price.Mid, market.Status));
        Assert.Equal(Given.Now.AddHours(-3), market.Price.Timestamp);
    }

    [Fact]
    public void AnOldFixingIsServedAsStaleAndNeverDropped()
    {
        var market = new Market();

        Assert.True(market.Says(Given.Fixing(), 0.88m, Given.Today.AddYears(-2)));

        Assert.Equal((0.88m, PriceStatus.Stale), (market.Price.Mid, market.Status));
    }

    [Fact]
    public void AStaleQuoteDoesNotTouchAFreshPrice()
    {
        var market = new Market();
        market.Says(A, 0.88m);

        Assert.False(market.Says(B, 0.95m, Given.Now.AddMinutes(-1)));

        Assert.Equal((Verdict.Stale, 0.88m, 1), (market.Verdict, market.Price.Mid, market.Price.Sources));
        Assert.Equal("stale", market.Explained("B").Reason);
    }

    [Fact]
    public void AQuoteIsFreshUpToTheMaximumAgeAndNotAMomentLonger()
    {
        var market = new Market();
        market.Says(A, 0.88m);
        market.Says(B, 0.88m);

        market.Wait(10);
        Assert.Equal(PriceStatus.Live, market.Status);

        market.Wait(0.001);
        Assert.Equal(PriceStatus.Stale, market.Status);
    }

    [Fact]
    public void WhatASourceSaidBeforeItsLastWordIsOutOfOrderAndChangesNothing()
    {
        var market = new Market();
        market.Says(A, 0.88m);
        var before = market.Price;

        Assert.False(market.Says(A, 0.99m, Given.Now.AddSeconds(-1)));

        Assert.Equal(Verdict.OutOfOrder, market.Verdict);
        Assert.Equal(before, market.Price);
        Assert.Equal(0.88m, market.Explained("A").Value);
    }

    [Fact]
    public void ANewValueForTheSameMomentIsANewQuote()
    {
        var market = new Market();
        market.Says(Given.Fixing(), 0.88m, Given.Today);

        Assert.True(market.Says(Given.Fixing(), 0.89m, Given.Today));

        Assert.Equal(0.89m, market.Price.Mid);
    }

    [Fact]
    public void TheSameQuoteAgainIsNothingNew()
    {
        var market = new Market();
        market.Says(A, 0.88m);
        market.Time.Advance(TimeSpan.FromSeconds(3));

        Assert.False(market.Says(A, 0.88m, Given.Now));

        Assert.Equal((Verdict.Repeated, 1L), (market.Verdict, market.Price.Sequence));
    }

    [Fact]
    public void RepeatingAnOldValueDoesNotMakeItYounger()
    {
        var market = new Market();
        market.Says(A, 0.88m);
        market.Says(B, 0.88m);
        for (var i = 0; i < 12; i++)
        {
            market.Wait(1);
            market.Says(A, 0.88m, Given.Now);
            market.Says(B, 0.88m, Given.Now);
        }

        Assert.Equal(PriceStatus.Stale, market.Status);
    }

    [Fact]
    public void WithNothingFreshTheLastKnownQuotesOfOneMomentDecideTogether()
    {
        var market = new Market();
        market.Says(A, 0.80m, Given.Now.AddSeconds(-60));
        market.Says(B, 0.888m, Given.Now.AddSeconds(-25));
        market.Says(Given.Live("C"), 0.892m, Given.Now.AddSeconds(-20));

        Assert.Equal((0.890m, 2, PriceStatus.Stale), (market.Price.Mid, market.Price.Sources, market.Status));
        Assert.False(market.Price.Quorate);
        Assert.Equal((false, "stale"), (market.Explained("A").Kept, market.Explained("A").Reason));
        Assert.True(market.Explained("B").Kept);
        Assert.True(market.Explained("C").Kept);
    }

    [Fact]
    public void OfStaleQuotesOfOneMomentTheFresherKindDecides()
    {
        foreach (var turned in new[] { false, true })
        {
            var market = new Market();
            var old = Given.Today.AddDays(-20);
            QuoteSource[] sources = [Given.Fixing(), Given.Periodic(), A];
            foreach (var source in turned ? sources.Reverse() : sources)
            {
                market.Says(source, source == A ? 0.88m : 0.92m, old);
            }

            Assert.Equal((0.88m, SourceKind.Live), (market.Price.Mid, market.Price.Kind));
        }
    }
}
