using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Prices;

public sealed class SimulatedTests
{
    private static readonly QuoteSource Real = Given.Live("Real");
    private static readonly QuoteSource Demo = Given.Simulated();

    [Fact]
    public void APriceOfSimulatedQuotesSaysSo()
    {
        var market = new Market();
        market.Says(Demo, 0.72m);

        Assert.True(market.Price.Simulated);
        Assert.True(market.Answer("EUR/USD").Simulated);
        Assert.Equal(Verdict.Accepted, market.Verdict);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ASimulatedQuoteNeverBlendsWithARealOneWhicheverCameFirst(bool realFirst)
    {
        var market = new Market();
        market.Says(realFirst ? Real : Demo, realFirst ? 0.88m : 0.72m);
        market.Says(realFirst ? Demo : Real, realFirst ? 0.72m : 0.88m);

        Assert.Equal((0.88m, false, 1), (market.Price.Mid, market.Price.Simulated, market.Price.Sources));
        Assert.Equal((false, "sandbox"), (market.Explained("Demo").Kept, market.Explained("Demo").Reason));
        Assert.Equal(0, market.Explained("Demo").Weight);
    }

    [Fact]
    public void AnOldRealQuoteStillSilencesAFreshSimulatedOne()
    {
        var market = new Market();
        market.Says(Real, 0.88m, Given.Now.AddDays(-1));
        market.Says(Demo, 0.72m);

        Assert.Equal((0.88m, false, PriceStatus.Stale), (market.Price.Mid, market.Price.Simulated, market.Status));
        Assert.Equal(Verdict.Sandbox, market.Verdict);
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(88)]
    public void ASimulatedPastSaysNothingOfARealQuote(double simulated)
    {
        var market = new Market();
        for (var i = 0; i < 200; i++)
        {
            market.Says(Demo, (decimal)simulated);
            market.Says(Given.Simulated("Demo2"), (decimal)simulated);
            market.Wait(1);
        }

        Assert.True(market.Says(Real, 0.88m));

        Assert.Equal((0.88m, false), (market.Price.Mid, market.Price.Simulated));
    }

    [Fact]
    public void SimulatedQuotesMakeNoQuorumForARealOne()
    {
        var market = new Market();
        market.Says(Real, 0.88m);
        market.Says(Demo, 0.88m);

        Assert.Equal(PriceStatus.Indicative, market.Status);
    }
}
