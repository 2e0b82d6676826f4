using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Prices;

public sealed class ExplainTests
{
    [Fact]
    public void EverySourceIsListedWithItsPart()
    {
        var market = new Market();
        market.Says(Given.Simulated("Demo"), 0.72m);
        market.Says(Given.Fixing("Ecb"), 0.87m, Given.Today);
        market.Says(Given.Live("Slow"), 0.88m, Given.Now.AddSeconds(-30));
        market.Says(Given.Live("A") with { Weight = 2 }, 0.880m);
        market.Says(Given.Live("B"), 0.881m, Given.Now.AddSeconds(-4));
        market.Says(Given.Live("Wild"), 1.2m);
        market.Time.Advance(TimeSpan.FromSeconds(1));

        var explanation = market.Decider.Explain(market.Now);

        Assert.Equal(market.Price, explanation.Price);
        Assert.Equal(
            [
                ("Demo", 0.72m, 1, 0, false, "sandbox"),
                ("Ecb", 0.87m, 50_401, 0, false, "superseded"),
                ("Slow", 0.88m, 31, 0, false, "stale"),
                ("A", 0.88m, 1, 2, true, null),
                ("B", 0.881m, 5, 1, true, null),
                ("Wild", 1.2m, 1, 0, false, (string?)"outlier"),
            ],
            explanation.Quotes.Select(q => (q.Provider, q.Value, q.Age.TotalSeconds, q.Weight, q.Kept, q.Reason)));
    }

    [Fact]
    public void ValuesAreInTheDirectionOfThePairThatIsKept()
    {
        var market = new Market("USD/EUR");
        market.Takes(Given.Quote("EUR/USD", 1.25m));

        Assert.Equal(0.8m, market.Explained("A").Value);
    }

    [Fact]
    public void ThePriceCanBeComputedAgainFromTheQuotesThatWereKept()
    {
        var market = new Market();
        market.Says(Given.Live("A"), 0.880m, Given.Now.AddSeconds(-70));
        market.Says(Given.Live("B"), 0.882m, Given.Now.AddSeconds(-65));
        market.Says(Given.Live("C"), 0.883m, Given.Now.AddSeconds(-65));

        var kept = market.Decider.Explain(market.Now).Quotes.Where(quote => quote.Kept).ToList();

        var again = new WeightedMedian(kept.Count);
        kept.ForEach(quote => again.Add((double)quote.Value, quote.Value, quote.Weight));
        Assert.Equal(market.Price.Mid, again.Find());
        Assert.Equal(market.Price.Sources, kept.Count);
    }

    [Fact]
    public void TheExclusionCanBeCheckedByHand()
    {
        var market = new Market();
        decimal[] values = [0.8800m, 0.8801m, 0.8803m, 0.8810m, 0.8900m];
        for (var i = 0; i < values.Length; i++)
        {
            market.Says(Given.Live($"S{i}"), values[i]);
        }

        var explanation = market.Decider.Explain(market.Now);

        // The centre 0.8803, the distances' median 0.0003.
        var judgement = explanation.ConsensusDiagnostics;
        Assert.Equal(0.8803, judgement.Centre, 9);
        Assert.Equal(1.4826 * 0.0003 / 0.8803, judgement.Scale, 9);
        Assert.Equal(0.005, judgement.Threshold, 9);
        Assert.False(judgement.Disputed);
        Assert.All(explanation.Quotes, quote => Assert.Equal((double)quote.Value / 0.8803 - 1, quote.Deviation!.Value, 9));
        Assert.All(explanation.Quotes, quote => Assert.Equal(Math.Abs(quote.Deviation!.Value) <= judgement.Threshold, quote.Kept));
    }

    [Fact]
    public void APastPriceIsExplainedAsLongAsItIsKept()
    {
        var market = new Market(policy: new PricingPolicy { ExplainDepth = 4 });
        market.Says(Given.Fixing(), 0.88m, Given.Today);
        for (var i = 0; i < 6; i++)
        {
            market.Says(Given.Live("A"), 0.8800m + (i * 0.0001m), market.Time.GetUtcNow().AddSeconds(-2));
            market.Says(Given.Live("Wild"), 1.3m);
            market.Wait(1);
        }

        var last = market.Price.Sequence;
        Assert.Null(market.Decider.Explain(last - 4));
        Assert.Null(market.Decider.Explain(last + 1));
        for (var sequence = last - 3; sequence <= last; sequence++)
        {
            var past = market.Decider.Explain(sequence)!;
            var view = past.Quotes.Single(quote => quote.Provider == "A");
            Assert.Equal((sequence, past.Price!.Value.Mid), (past.Price.Value.Sequence, view.Value));
            Assert.Equal(TimeSpan.FromSeconds(2), view.Age);
        }
    }

    [Fact]
    public void APriceThatIsGivenOutAgainIsKnownByBothItsNumbers()
    {
        var market = new Market();
        market.Says(Given.Live("A"), 0.88m);
        var first = market.Price;
        market.Decider.RaiseEpoch(first.Epoch + 5);
        market.Decider.Reissue();
        var again = market.Price;

        Assert.True(again.IsNewerThan(first));
        Assert.Equal(again, market.Decider.Explain(again.Sequence)!.Price);
        Assert.Equal(first, market.Decider.Explain(first.Sequence, first.Epoch)!.Price);
        Assert.Equal(
            market.Decider.Explain(again.Sequence)!.Quotes, market.Decider.Explain(first.Sequence, first.Epoch)!.Quotes);
        Assert.Null(market.Decider.Explain(first.Sequence, first.Epoch + 1));
    }

    [Fact]
    public void APriceOfAnEarlierActivationHasNoRecord()
    {
        var market = new Market(epoch: 9, last: Given.Price("USD/EUR", 0.88m) with { Epoch = 3, Sequence = 7 });
        market.Decider.Reissue();

        Assert.Null(market.Decider.Explain(market.Price.Sequence));
        Assert.Null(market.Decider.Explain(7, 3));
    }

    [Fact]
    public void WithoutDepthNothingPastIsKept()
    {
        var market = new Market(policy: new PricingPolicy { ExplainDepth = 0 });
        market.Says(Given.Live("A"), 0.88m);

        Assert.Null(market.Decider.Explain(1));
    }

    [Fact]
    public void ThePolicyInForceIsShown()
    {
        var policy = new PricingPolicy { Quorum = 3 };

        Assert.Same(policy, new PairPrice(Given.Pair("USD/EUR"), policy, 1).Explain(default(ClockReading)).Policy);
    }
}
