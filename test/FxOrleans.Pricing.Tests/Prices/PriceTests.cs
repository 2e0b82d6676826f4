using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Prices;

public sealed class PriceTests
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(0, PriceStatus.Live)]
    [InlineData(10, PriceStatus.Live)]
    [InlineData(10.001, PriceStatus.Stale)]
    [InlineData(86400, PriceStatus.Stale)]
    public void AQuoratePriceIsLiveAndThenStale(double age, PriceStatus expected) =>
        Assert.Equal(expected, Given.Price("USD/EUR", 0.88m).StatusAt(Given.Now.AddSeconds(age), MaxAge));

    [Fact]
    public void APriceThatWasNotQuorateNeverBecomesLive() =>
        Assert.Equal(PriceStatus.Indicative, (Given.Price("USD/EUR", 0.88m) with { Quorate = false }).StatusAt(Given.Now, MaxAge));

    [Theory]
    [InlineData(SourceKind.Periodic)]
    [InlineData(SourceKind.Fixing)]
    public void ASlowPriceIsIndicativeUntilItsOwnTermEnds(SourceKind kind)
    {
        var price = Given.Price("USD/EUR", 0.88m) with { Kind = kind, FreshUntil = Given.Now.AddHours(3) };

        Assert.Equal(PriceStatus.Indicative, price.StatusAt(Given.Now.AddHours(3), MaxAge));
        Assert.Equal(PriceStatus.Stale, price.StatusAt(Given.Now.AddHours(3).AddTicks(1), MaxAge));
    }

    [Fact]
    public void ALaterEpochIsNewerWhateverItsSequence()
    {
        var price = Given.Price("USD/EUR", 0.88m) with { Epoch = 2, Sequence = 5 };

        Assert.True(price.IsNewerThan(price with { Sequence = 4 }));
        Assert.True(price.IsNewerThan(price with { Epoch = 1, Sequence = 99 }));
        Assert.False(price.IsNewerThan(price));
        Assert.False(price.IsNewerThan(price with { Epoch = 3, Sequence = 1 }));
    }

    [Fact]
    public void ADayOldFixingIsLessSureThanAFreshLivePrice()
    {
        var (live, fixing) = (new Market(), new Market());
        live.Says(Given.Live(), 0.88m);
        fixing.Says(Given.Fixing(), 0.88m, Given.Today.AddDays(-1));

        Assert.True(live.Price.Confidence < fixing.Price.Confidence);
        Assert.InRange(fixing.Price.Confidence, 0.88m * 0.005m, 0.88m * 0.02m);
    }

    [Fact]
    public void APriceIsNoSurerThanHalfItsSpread()
    {
        var market = new Market();
        market.Takes(Given.Quote("USD/EUR", 0.87m, 0.88m, 0.89m));

        Assert.Equal((0.87m, 0.89m, 0.01m), (market.Price.Bid, market.Price.Ask, market.Price.Confidence));
    }
}
