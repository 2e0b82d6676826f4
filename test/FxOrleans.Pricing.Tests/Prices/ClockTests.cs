using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Prices;

public sealed class ClockTests
{
    private static readonly QuoteSource A = Given.Live("A");

    [Fact]
    public void AQuoteDatedALittleAheadCountsAsJustMade()
    {
        var market = new Market();

        Assert.True(market.Says(A, 0.88m, Given.Now.AddSeconds(60)));

        Assert.Equal(Verdict.Accepted, market.Verdict);
        Assert.Equal(Given.Now, market.Price.Timestamp);
        Assert.Equal(TimeSpan.Zero, market.Explained("A").Age);
    }

    [Fact]
    public void AQuoteDatedFurtherAheadThanClocksDifferIsRefused()
    {
        var market = new Market();

        Assert.False(market.Says(A, 0.88m, Given.Now.AddSeconds(60.001)));

        Assert.Equal(Verdict.FromFuture, market.Verdict);
        Assert.False(market.Decider.HasPrice);
    }

    [Fact]
    public void AQuoteOfTheFutureLeavesTheSourcesLastOneInForce()
    {
        var market = new Market();
        market.Says(A, 0.88m);

        Assert.False(market.Says(A, 0.99m, Given.Now.AddHours(1)));

        Assert.Equal((0.88m, true), (market.Price.Mid, market.Explained("A").Kept));
    }

    [Fact]
    public void AFixingDatedTomorrowEastOfGreenwichIsGoodUntilItsOwnSuccessorIsDue()
    {
        var market = new Market();
        var source = new QuoteSource("East", SourceKind.Fixing);
        market.Says(source, 0.88m, Given.Today.AddDays(1));
        Assert.Equal((Given.Now, PriceStatus.Indicative), (market.Price.Timestamp, market.Status));

        market.Wait(TimeSpan.FromHours(34.9).TotalSeconds);
        Assert.Equal(PriceStatus.Indicative, market.Status);

        market.Wait(TimeSpan.FromHours(0.2).TotalSeconds);
        Assert.Equal(PriceStatus.Stale, market.Status);
    }

    [Fact]
    public void AFixingDatedMoreThanADayAheadIsRefused()
    {
        var market = new Market();

        market.Says(Given.Fixing(), 0.88m, Given.Now.AddDays(1).AddSeconds(1));

        Assert.Equal(Verdict.FromFuture, market.Verdict);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(-0.004)]
    public void AStepOfTheWallClockDoesNotChangeTheAgeOfALiveQuote(double hours)
    {
        var market = new Market();
        market.Says(A, 0.88m, Given.Now.AddSeconds(-2));
        market.Says(Given.Live("B"), 0.88m, Given.Now.AddSeconds(-2));
        market.Time.Advance(TimeSpan.FromSeconds(5));

        market.Time.StepWall(TimeSpan.FromHours(hours));
        market.Decider.Reconsider(market.Now);

        Assert.Equal(TimeSpan.FromSeconds(7), market.Explained("A").Age);
        Assert.True(market.Price.Quorate);

        market.Wait(3.001);
        Assert.False(market.Price.Quorate);
    }

    [Fact]
    public void AgeAtReceiptCounts()
    {
        var market = new Market();
        market.Says(A, 0.88m, Given.Now.AddSeconds(-9));
        market.Says(Given.Live("B"), 0.88m);
        Assert.True(market.Price.Quorate);

        Assert.True(market.Wait(2));

        Assert.Equal((1, false), (market.Price.Sources, market.Price.Quorate));
    }
}
