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

        var again = WeightedMedian.SortAndFind(
            kept.Select(quote => quote.Value).ToArray(), kept.Select(quote => quote.Weight).ToArray());
        Assert.Equal(market.Price.Mid, again);
        Assert.Equal(market.Price.Sources, kept.Count);
    }

    [Fact]
    public void ThePolicyInForceIsShown()
    {
        var policy = new PricingPolicy { Quorum = 3 };

        Assert.Same(policy, new PairPrice(Given.Pair("USD/EUR"), policy, 1).Explain(default).Policy);
    }
}
