using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Prices;

/// <summary>What counts as evidence: a value that is repeated of a later moment, not one that is read again.</summary>
public sealed class EvidenceTests
{
    private static readonly QuoteSource Slow = new("Slow", SourceKind.Periodic) { FreshFor = TimeSpan.FromHours(1) };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ALoneJumpIsBelievedOnceALaterQuoteRepeatsItAndNotBefore(bool repeats)
    {
        var market = new Market("BTC/USD");
        market.Says(Slow, 83_212m);
        market.Wait(60);
        market.Says(Slow, 38m);
        Assert.Equal(83_212m, market.Price.Mid);

        for (var passed = 0; passed < 300; passed += 10)
        {
            market.Wait(10);
        }

        if (repeats)
        {
            market.Says(Slow, 38.2m);
        }

        Assert.Equal(repeats ? 38.2m : 83_212m, market.Price.Mid);
    }

    [Fact]
    public void AnotherJumpIsNoRepetition()
    {
        var market = new Market("BTC/USD");
        market.Says(Slow, 83_212m);
        market.Wait(60);
        market.Says(Slow, 38m);
        market.Wait(300);

        market.Says(Slow, 2_500m);

        Assert.Equal(83_212m, market.Price.Mid);
    }

    [Fact]
    public void AStepThatAllTakeTogetherDoesNotWidenThePrice()
    {
        QuoteSource[] sources = [Given.Fixing("A"), Given.Fixing("B"), Given.Fixing("C")];
        var market = new Market("USD/SYP");
        for (var day = 0; day < 20; day++)
        {
            foreach (var (source, i) in sources.Select((source, i) => (source, i)))
            {
                market.Says(source, (110m + (i / 100m)) * (day < 10 ? 100 : 1));
            }

            market.Wait(60);
            market.Wait(86_340);
        }

        Assert.Equal(110.01m, market.Price.Mid);
        Assert.InRange(market.Price.Confidence, 0.1m, 1.5m);
    }
}
