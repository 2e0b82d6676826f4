using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Prices;

public sealed class LifetimeTests
{
    [Fact]
    public void WithoutAQuoteThereIsNoPriceAndNothingToReconsider()
    {
        var market = new Market();

        Assert.False(market.Wait(60));

        Assert.False(market.Decider.HasPrice);
        Assert.Equal((null, 0), (market.Decider.Explain(market.Now).Price, market.Decider.Explain(market.Now).Quotes.Count));
    }

    [Fact]
    public void ARestartServesTheLastPriceUntilThereIsANewOneWithAHigherEpoch()
    {
        var last = Given.Price("USD/EUR", 0.88m) with { Epoch = 7, Sequence = 900 };
        var market = new Market(epoch: 3, last: last);
        Assert.Equal((last, 8L), (market.Price, market.Decider.Epoch));

        Assert.True(market.Says(Given.Live(), 0.89m));

        Assert.Equal((8L, 1L), (market.Price.Epoch, market.Price.Sequence));
        Assert.True(market.Price.IsNewerThan(last));
    }

    [Fact]
    public void ARestartKeepsAnEpochThatIsHigherAlready()
    {
        var market = new Market(epoch: 30, last: Given.Price("USD/EUR", 0.88m) with { Epoch = 7 });

        Assert.Equal(30, market.Decider.Epoch);
    }

    [Fact]
    public void ARestartDoesNotTakeAPriceOfTheOtherDirectionForItsOwn() =>
        Assert.Throws<ArgumentException>(() => new Market("USD/EUR", last: Given.Price("EUR/USD", 1.1618m)));

    [Fact]
    public void AResumedPriceTurnsStaleByItself()
    {
        var market = new Market(last: Given.Price("USD/EUR", 0.88m));
        Assert.Equal(PriceStatus.Live, market.Status);

        market.Wait(11);

        Assert.Equal(PriceStatus.Stale, market.Status);
    }

    [Fact]
    public void SeeingAHigherEpochWrittenRaisesTheNextPricesAboveIt()
    {
        var market = new Market();
        market.Says(Given.Live(), 0.88m);

        market.Decider.RaiseEpoch(41);
        market.Says(Given.Live(), 0.89m);
        Assert.Equal((42L, 1L), (market.Price.Epoch, market.Price.Sequence));

        market.Decider.RaiseEpoch(41);
        market.Says(Given.Live(), 0.90m);
        Assert.Equal((42L, 2L), (market.Price.Epoch, market.Price.Sequence));
    }

    [Fact]
    public void AQuoteOfAnotherPairIsRefused() =>
        Assert.Throws<ArgumentException>(() => new Market("USD/EUR").Takes(Given.Quote("USD/GBP", 0.77m)));

    [Fact]
    public void NoMoreSourcesAreKeptThanThePolicyAllows()
    {
        var market = new Market(policy: new PricingPolicy { MaxSources = 4 });
        for (var i = 0; i < 4; i++)
        {
            market.Says(Given.Live($"S{i}"), 0.88m);
        }

        Assert.False(market.Says(Given.Live("S4"), 0.99m));
        Assert.Equal(Verdict.TooManySources, market.Verdict);
        Assert.Equal(4, market.Decider.Explain(market.Now).Quotes.Count);

        market.Says(Given.Live("S0"), 0.8801m);
        Assert.Equal((Verdict.Accepted, 0.8801m), (market.Verdict, market.Explained("S0").Value));
    }

    [Fact]
    public void TheSourcesNameMakesItTheSameSource()
    {
        var market = new Market();
        market.Says(Given.Live("A"), 0.88m);
        market.Says(Given.Live("A") with { Weight = 3 }, 0.89m);

        Assert.Equal((0.89m, 1), (market.Price.Mid, market.Price.Sources));
    }
}
