using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Prices;

public sealed class FrozenTests
{
    private static readonly QuoteSource Still = Given.Live("Still");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void ASourceThatRepeatsItselfWhileTheOthersMoveIsFrozenUntilItMovesAgain(int others)
    {
        var market = new Market("EUR/USD");
        Run(market, 60, others, i => 1.16000m, i => 1.16000m + (i * 0.00001m));
        Assert.Equal((others, "frozen"), (market.Price.Sources, market.Explained("Still").Reason));

        Run(market, 1, others, i => 1.16060m, i => 1.16060m);
        Assert.Equal((others + 1, null), (market.Price.Sources, market.Explained("Still").Reason));
    }

    [Fact]
    public void NobodyIsFrozenWhileTheMarketStandsStill()
    {
        var market = new Market("USD/AED");
        Run(market, 600, 2, i => 3.6725m, i => 3.6725m + (i % 2 * 0.00001m));

        Assert.Equal(3, market.Price.Sources);
    }

    [Fact]
    public void ASourceOfFewDigitsIsNotFrozenForMovesThatItCannotShow()
    {
        var market = new Market("EUR/USD");
        Run(market, 60, 2, i => 1.160m, i => 1.16000m + (i * 0.00001m));

        Assert.Equal(3, market.Price.Sources);
    }

    [Fact]
    public void InAClosedMarketStillnessIsNoFault()
    {
        var market = new Market("EUR/USD");
        market.Time.Advance(new DateTimeOffset(2026, 3, 7, 12, 0, 0, TimeSpan.Zero) - Given.Now);
        Run(market, 60, 2, i => 1.16000m, i => 1.16000m + (i * 0.00001m));

        Assert.Equal(3, market.Price.Sources);
    }

    [Fact]
    public void AMadeUpMarketNeverCloses()
    {
        var market = new Market("EUR/USD");
        market.Time.Advance(new DateTimeOffset(2026, 3, 7, 12, 0, 0, TimeSpan.Zero) - Given.Now);
        for (var i = 0; i < 60; i++)
        {
            market.Wait(1);
            market.Says(Given.Simulated("Still"), 1.16000m);
            market.Says(Given.Simulated("Moving"), 1.16000m + (i * 0.00001m));
        }

        Assert.Equal((1, "frozen"), (market.Price.Sources, market.Explained("Still").Reason));
    }

    [Fact]
    public void AFixingThatRepeatsYesterdaysValueUnderTodaysDateIsOfTheWrongDay()
    {
        var market = new Market("EUR/USD");
        QuoteSource[] fixings = [Given.Fixing("A"), Given.Fixing("B"), Given.Fixing("C")];
        Array.ForEach(fixings, source => market.Says(source, 1.1500m, Given.Today.AddDays(-1)));
        market.Wait(3600);

        market.Says(fixings[0], 1.1700m, Given.Today);
        market.Says(fixings[1], 1.1702m, Given.Today);
        market.Says(fixings[2], 1.1500m, Given.Today);

        Assert.Equal((2, "wrong_day"), (market.Price.Sources, market.Explained("C").Reason));
    }

    [Fact]
    public void ALoneFixingOfThePastDayIsCalledSoWhereTheOthersContradictIt()
    {
        var market = new Market("EUR/TRY");
        market.Says(Given.Fixing("A"), 40m, Given.Today.AddDays(-1));
        market.Wait(4 * 3600);
        for (var i = 0; i < 60; i++)
        {
            market.Wait(1);
            market.Says(Given.Live("L1"), 60m);
            market.Says(Given.Live("L2"), 60m);
            market.Says(Given.Periodic("P"), 60m);
            market.Says(Given.Periodic("Q"), 60m);
        }

        market.Says(Given.Fixing("A"), 40m, Given.Today);
        market.Wait(3600);

        Assert.Equal((60m, "wrong_day"), (market.Price.Mid, market.Explained("A").Reason));
    }

    private static void Run(Market market, int seconds, int others, Func<int, decimal> still, Func<int, decimal> moving)
    {
        for (var i = 0; i < seconds; i++)
        {
            market.Wait(1);
            market.Says(Still, still(i));
            for (var other = 0; other < others; other++)
            {
                market.Says(Given.Live($"S{other}"), moving(i) + (other * 0.00001m));
            }
        }
    }
}
