using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Prices;

/// <summary>Each number of the policy decides: the same quotes under two values of it come to two results.</summary>
public sealed class PolicyInForceTests
{
    [Theory]
    [InlineData(1, "Live")]
    [InlineData(2, "Live")]
    [InlineData(3, "Indicative")]
    public void Quorum(int quorum, string status)
    {
        var market = new Market(policy: new PricingPolicy { Quorum = quorum });
        market.Says(Given.Live("A"), 0.88m);
        market.Says(Given.Live("B"), 0.88m);
        Assert.Equal(status, market.Status.ToString());
    }

    [Theory]
    [InlineData(5, "Stale")]
    [InlineData(7, "Live")]
    public void MaxAge(double seconds, string status)
    {
        var market = new Market(policy: new PricingPolicy { MaxAge = TimeSpan.FromSeconds(seconds) });
        market.Says(Given.Live("A"), 0.88m);
        market.Says(Given.Live("B"), 0.88m);
        market.Wait(6);
        Assert.Equal(status, market.Status.ToString());
    }

    [Theory]
    [InlineData(1, Verdict.FromFuture)]
    [InlineData(3, Verdict.Accepted)]
    public void MaxClockSkew(double seconds, Verdict verdict)
    {
        var market = new Market(policy: new PricingPolicy { MaxClockSkew = TimeSpan.FromSeconds(seconds) });
        market.Says(Given.Live("A"), 0.88m, Given.Now.AddSeconds(2));
        Assert.Equal(verdict, market.Verdict);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    public void MaxSources(int most, int sources)
    {
        var market = new Market(policy: new PricingPolicy { MaxSources = most });
        foreach (var name in (string[])["A", "B", "C"])
        {
            market.Says(Given.Live(name), 0.88m);
        }

        Assert.Equal(sources, market.Price.Sources);
    }

    /// <summary>Sources that differ by 0.1 % have a scaled MAD of 0.15 %: the far one is 0.8 % from the centre.</summary>
    [Theory]
    [InlineData(2, false)]
    [InlineData(20, true)]
    public void OutlierMads(double mads, bool kept)
    {
        var market = new Market(policy: new PricingPolicy { OutlierMads = mads });
        market.Says(Given.Live("A"), 0.8791m);
        market.Says(Given.Live("B"), 0.8800m);
        market.Says(Given.Live("C"), 0.8809m);
        market.Says(Given.Live("Far"), 0.8870m);
        Assert.Equal(kept, market.Explained("Far").Kept);
    }

    [Theory]
    [InlineData(0.002, false)]
    [InlineData(0.005, true)]
    public void OutlierFloor(double floor, bool kept)
    {
        var market = new Market(policy: new PricingPolicy { OutlierFloor = floor });
        market.Says(Given.Live("A"), 0.8800m);
        market.Says(Given.Live("B"), 0.8800m);
        market.Says(Given.Live("C"), 0.8830m);
        Assert.Equal(kept, market.Explained("C").Kept);
    }

    /// <summary>A lone source jumps and stands by it for two minutes.</summary>
    [Theory]
    [InlineData(60, true)]
    [InlineData(600, false)]
    public void HoldFor(double seconds, bool believed)
    {
        var market = Jumped(new PricingPolicy { HoldFor = TimeSpan.FromSeconds(seconds) }, 1.0400m, times: 120, pause: 1);
        Assert.Equal(believed, market.Price.Mid < 1.1m);
    }

    /// <summary>A lone source says a hundred times its price, and stands by it for two hours.</summary>
    [Theory]
    [InlineData(1, true)]
    [InlineData(4, false)]
    public void HoldFaultFor(double hours, bool believed)
    {
        var market = Jumped(new PricingPolicy { HoldFaultFor = TimeSpan.FromHours(hours) }, 120.10m, times: 120, pause: 60);
        Assert.Equal(believed, market.Price.Mid > 100);
    }

    [Theory]
    [InlineData(5, 1, false)]
    [InlineData(50, 1, true)]
    [InlineData(5, 60, true)]
    public void FrozenQuotesAndFrozenAfter(int quotes, double seconds, bool kept)
    {
        var market = new Market("EUR/USD", new PricingPolicy { FrozenQuotes = quotes, FrozenAfter = TimeSpan.FromSeconds(seconds) });
        for (var i = 0; i < 20; i++)
        {
            market.Says(Given.Live("Still"), 1.16000m);
            market.Says(Given.Live("A"), 1.16m + (i * 0.00005m));
            market.Says(Given.Live("B"), 1.16m + (i * 0.00005m));
            market.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(kept, market.Explained("Still").Kept);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 2)]
    public void ExplainDepth(int depth, int known)
    {
        var market = new Market(policy: new PricingPolicy { ExplainDepth = depth });
        foreach (var mid in (decimal[])[0.880m, 0.881m, 0.882m, 0.883m])
        {
            market.Says(Given.Live("A"), mid);
        }

        Assert.Equal(known, Enumerable.Range(0, (int)market.Price.Sequence + 1).Count(sequence => market.Decider.Explain(sequence) is not null));
    }

    private static Market Jumped(PricingPolicy policy, decimal to, int times, double pause)
    {
        var (market, source) = (new Market("EUR/CHF", policy), Given.Live("A"));
        market.Says(Given.Fixing(), 1.2010m, Given.Today.AddDays(-1));
        market.Says(source, 1.2010m);
        for (var i = 0; i < times; i++)
        {
            market.Wait(pause);
            market.Says(source, to + (i % 7 * 0.0001m));
        }

        return market;
    }
}
