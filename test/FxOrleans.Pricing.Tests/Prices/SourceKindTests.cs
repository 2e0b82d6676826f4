using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Prices;

public sealed class SourceKindTests
{
    private static readonly QuoteSource A = Given.Live("A");
    private static readonly QuoteSource Ecb = Given.Fixing();
    private static readonly DateTimeOffset Yesterday = Given.Today.AddDays(-1);

    [Fact]
    public void AFixingInItsDayIsIndicative()
    {
        var market = new Market();
        market.Says(Ecb, 0.88m, Yesterday);

        Assert.Equal((SourceKind.Fixing, PriceStatus.Indicative), (market.Price.Kind, market.Status));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AFreshLiveQuoteTakesThePlaceOfAFixingWhicheverCameFirst(bool fixingFirst)
    {
        var market = new Market();
        if (fixingFirst)
        {
            market.Says(Ecb, 0.80m, Yesterday);
        }

        market.Says(A, 0.88m);
        if (!fixingFirst)
        {
            Assert.False(market.Says(Ecb, 0.80m, Yesterday));
        }

        Assert.Equal((0.88m, SourceKind.Live, 1), (market.Price.Mid, market.Price.Kind, market.Price.Sources));
        Assert.Equal((false, "superseded"), (market.Explained("Ecb").Kept, market.Explained("Ecb").Reason));
    }

    [Fact]
    public void WhenTheLiveQuoteAgesOutTheFixingComesBack()
    {
        var market = new Market();
        market.Says(Ecb, 0.80m, Yesterday);
        market.Says(A, 0.88m);

        Assert.False(market.Wait(10));
        Assert.True(market.Wait(0.001));

        Assert.Equal((0.80m, SourceKind.Fixing), (market.Price.Mid, market.Price.Kind));
        Assert.Equal((Yesterday, PriceStatus.Indicative), (market.Price.Timestamp, market.Status));
        Assert.Equal((false, "stale"), (market.Explained("A").Kept, market.Explained("A").Reason));
        Assert.Equal((true, null), (market.Explained("Ecb").Kept, market.Explained("Ecb").Reason));
    }

    [Fact]
    public void APeriodicQuoteStandsBetweenLiveAndFixing()
    {
        var market = new Market();
        market.Says(Ecb, 0.878m, Yesterday);
        market.Says(Given.Periodic(), 0.879m);
        Assert.Equal((0.879m, PriceStatus.Indicative), (market.Price.Mid, market.Status));

        market.Says(A, 0.880m);
        Assert.Equal(0.880m, market.Price.Mid);

        market.Wait(11);
        Assert.Equal(0.879m, market.Price.Mid);

        market.Wait(300);
        Assert.Equal(0.878m, market.Price.Mid);
    }

    [Fact]
    public void AFixingIsNotStaleOverTheWeekendAndIsWhenMondaysIsOverdue()
    {
        var friday = new DateTimeOffset(2026, 3, 6, 0, 0, 0, TimeSpan.Zero);
        var market = new Market();
        market.Time.Advance(friday.AddHours(16) - Given.Now);
        market.Says(Ecb, 0.88m, friday);

        market.Wait(TimeSpan.FromDays(2).TotalSeconds);
        Assert.Equal(PriceStatus.Indicative, market.Status);

        // Monday 17:00 in Frankfurt, in winter time.
        market.Wait((friday.AddDays(3).AddHours(16) - market.Time.GetUtcNow()).TotalSeconds);
        Assert.Equal(PriceStatus.Indicative, market.Status);

        market.Wait(1);
        Assert.Equal(PriceStatus.Stale, market.Status);
    }

    [Fact]
    public void AnEarlierDaysFixingWeighsHalf()
    {
        var market = new Market();
        market.Says(new QuoteSource("Old", SourceKind.Fixing) { Calendar = FixingCalendar.Target }, 0.877m, Yesterday);
        market.Says(Ecb, 0.880m, Given.Today);

        Assert.Equal((1, 0.5), (market.Explained("Ecb").Weight, market.Explained("Old").Weight));
        Assert.Equal(0.88m, market.Price.Mid);
    }

    [Fact]
    public void AFreshQuoteOfASlowSourceIsNeverCalledLive()
    {
        var market = new Market();
        market.Says(Given.Periodic("P1"), 0.88m);
        market.Says(Given.Periodic("P2"), 0.88m);
        market.Says(Given.Periodic("P3"), 0.88m);

        Assert.Equal((3, PriceStatus.Indicative), (market.Price.Sources, market.Status));
    }
}
