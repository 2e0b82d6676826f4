using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Prices;

/// <summary>Two live sources cannot outvote each other: who is believed is for fixings and the last price to say.</summary>
public sealed class TwoSourceTests
{
    private static readonly QuoteSource A = Given.Live("A");
    private static readonly QuoteSource B = Given.Live("B");

    public static TheoryData<decimal, string> Lies => new()
    {
        { 116m, "scaled" }, { 11.6m, "scaled" }, { 1160m, "scaled" }, { 0.116m, "scaled" }, { 0.0116m, "scaled" }, { 0.00116m, "scaled" },
        { 0.862069m, "inverted" }, { 1m, "wrong_base" }, { 1.40m, "outlier" }, { 1.20m, "outlier" }, { 0.000001m, "outlier" },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public void AFixingTellsWhichOfTwoLies(decimal lie, string reason)
    {
        foreach (var order in new[] { "LTF", "TLF", "FLT", "FTL", "LFT", "TFL" })
        {
            var market = new Market("EUR/USD");
            foreach (var who in order)
            {
                Speak(market, who, lie);
            }

            AssertTold(market, reason);
        }
    }

    [Theory]
    [MemberData(nameof(Lies))]
    public void ALiarIsFoundWhicheverSpeaksFirstAndHoweverMuchLater(decimal lie, string reason)
    {
        foreach (var order in new[] { "LTF", "TLF", "FLT", "FTL", "LFT", "TFL" })
        {
            var market = new Market("EUR/USD");
            foreach (var who in order)
            {
                market.Wait(1);
                Speak(market, who, lie);
            }

            market.Wait(1);
            AssertTold(market, reason);
        }
    }

    [Theory]
    [MemberData(nameof(Lies))]
    public void ThePriceThatBothMadeTellsWhichOfThemLiesNow(decimal lie, string reason)
    {
        var market = new Market("EUR/USD");
        market.Says(A, 1.16m);
        market.Says(B, 1.16m);
        market.Wait(1);

        market.Says(A, lie);

        AssertTold(market, reason);
    }

    [Theory]
    [MemberData(nameof(Lies))]
    public void ItCountsAgainAsSoonAsItHasRecovered(decimal lie, string reason)
    {
        var market = new Market("EUR/USD");
        for (var i = 0; i < 60; i++)
        {
            market.Says(B, 1.16m + (i * 0.0001m));
            market.Says(A, i is > 5 and < 50 ? (lie == 1 ? 1 : lie * (1 + (i * 0.0001m))) : 1.16m + (i * 0.0001m));
            if (i is > 5 and < 50)
            {
                AssertTold(market, reason, 1.16m + (i * 0.0001m));
            }

            market.Wait(1);
        }

        Assert.Equal((2, PriceStatus.Live, true), (market.Price.Sources, market.Status, market.Explained("A").Kept));
    }

    [Fact]
    public void WhenNobodyCanTellThePriceIsOneOfTheTwoAndSaysHowDoubtfulItIs()
    {
        foreach (var turned in new[] { false, true })
        {
            var market = new Market();
            market.Says(turned ? B : A, turned ? 0.90m : 0.80m);
            market.Says(turned ? A : B, turned ? 0.80m : 0.90m);

            Assert.Equal((0.80m, 1, PriceStatus.Indicative), (market.Price.Mid, market.Price.Sources, market.Status));
            Assert.True(market.Price.Confidence >= 0.10m, "the other one is covered");
            Assert.Equal("disputed", market.Explained("B").Reason);
        }
    }

    [Fact]
    public void ASourceDoesNotTestifyForItself()
    {
        var market = new Market("EUR/USD");
        for (var i = 0; i < 600; i++)
        {
            market.Says(A, 116m);
            market.Wait(1);
        }

        market.Says(Given.Fixing(), 1.15m, Given.Today);
        market.Says(B, 1.16m);

        Assert.Equal((1.16m, "scaled"), (market.Price.Mid, market.Explained("A").Reason));
    }

    [Fact]
    public void ALoneSourcesJumpIsHeldBackUntilItHasPersisted()
    {
        var market = new Market("EUR/CHF");
        market.Says(Given.Fixing(), 1.2010m, Given.Today.AddDays(-1));
        market.Says(A, 1.2010m);
        market.Wait(1);

        Assert.False(market.Says(A, 1.0400m));
        Assert.Equal((1.2010m, Verdict.Outlier), (market.Price.Mid, market.Verdict));

        for (var i = 0; i < 120; i++)
        {
            Assert.Equal(1.2010m, market.Price.Mid);
            market.Wait(1);
            market.Says(A, 1.0400m + (i % 7 * 0.0001m));
        }

        Assert.InRange(market.Price.Mid, 1.0400m, 1.0410m);
        Assert.Equal(PriceStatus.Indicative, market.Status);
    }

    [Fact]
    public void AJumpThatBothSeePassesAtOnce()
    {
        var market = new Market("EUR/CHF");
        market.Says(Given.Fixing(), 1.2010m, Given.Today.AddDays(-1));
        market.Says(A, 1.2010m);
        market.Says(B, 1.2010m);
        market.Wait(1);

        market.Says(A, 1.0400m);
        Assert.Equal(1.2010m, market.Price.Mid);

        market.Says(B, 1.0410m);
        Assert.Equal((1.0405m, 2, PriceStatus.Live), (market.Price.Mid, market.Price.Sources, market.Status));
    }

    [Theory]
    [InlineData(116)]
    [InlineData(0.862069)]
    public void AKnownMistakeOfALoneSourceIsNotBelievedForADay(double lie)
    {
        var market = new Market("EUR/USD");
        market.Says(Given.Fixing(), 1.15m, Given.Today);
        market.Says(A, 1.16m);
        for (var i = 0; i < 24 * 6; i++)
        {
            market.Wait(600);
            market.Says(A, (decimal)lie);
            Assert.True(market.Price.Mid is 1.16m or 1.15m, $"{market.Price}");
        }
    }

    [Fact]
    public void TwoAgainstTwoAreToldByTheFixing()
    {
        var market = new Market("EUR/USD");
        market.Says(A, 116m);
        market.Says(B, 116m);
        market.Says(Given.Live("C"), 1.16m);
        market.Says(Given.Live("D"), 1.16m);
        Assert.Equal(PriceStatus.Indicative, market.Status);

        market.Says(Given.Fixing(), 1.15m, Given.Today);

        Assert.Equal((1.16m, 2, PriceStatus.Live), (market.Price.Mid, market.Price.Sources, market.Status));
    }

    [Fact]
    public void ThreeThatAllContradictOneAnotherAreNeverLive()
    {
        var market = new Market();
        market.Says(A, 1m);
        market.Says(B, 2m);
        market.Says(Given.Live("C"), 3m);

        Assert.Equal((2m, 1, PriceStatus.Indicative), (market.Price.Mid, market.Price.Sources, market.Status));
        Assert.True(market.Price.Confidence >= 1);
    }

    private static void Speak(Market market, char who, decimal lie)
    {
        if (who == 'F')
        {
            market.Says(Given.Fixing(), 1.15m, Given.Today);
        }
        else
        {
            market.Says(who == 'L' ? A : B, who == 'L' ? lie : 1.16m);
        }
    }

    private static void AssertTold(Market market, string reason, decimal truth = 1.16m)
    {
        Assert.Equal((truth, 1, PriceStatus.Indicative), (market.Price.Mid, market.Price.Sources, market.Status));
        Assert.True(market.Price.Confidence < 0.02m, "it is not in doubt");
        Assert.Equal((false, reason), (market.Explained("A").Kept, market.Explained("A").Reason));
        Assert.Equal((true, null), (market.Explained("B").Kept, market.Explained("B").Reason));
    }
}
