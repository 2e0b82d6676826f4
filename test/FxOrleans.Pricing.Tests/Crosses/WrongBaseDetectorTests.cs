using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Crosses;

/// <summary>An outlier that is another currency's price is called <c>wrong_base</c>.</summary>
public sealed class WrongBaseDetectorTests
{
    // GBP/SEK 12.80, EUR/SEK 11.00, CHF/SEK by way of USD 11.75, USD/GBP 0.75.
    private static readonly FakePriceBook Book = new(
        Given.Price("USD/SEK", 9.4m), Given.Price("GBP/SEK", 12.8m), Given.Price("SEK/EUR", 1 / 11m), Given.Price("CHF/USD", 1.25m), Given.Price("USD/GBP", 0.75m));

    [Theory]
    [InlineData(12.80, "wrong_base")]
    [InlineData(12.85, "wrong_base")]
    [InlineData(12.90, "outlier")]
    [InlineData(11.00, "wrong_base")]
    [InlineData(11.75, "wrong_base")]
    [InlineData(0.75, "wrong_base")]
    [InlineData(1.00, "wrong_base")]
    [InlineData(10.4, "outlier")]
    [InlineData(94.0, "scaled")]
    [InlineData(9.4, null)]
    public void AnOutlierIsCalledByTheMarketThatItIsThePriceOf(double value, string? reason)
    {
        var market = new Market("USD/SEK");
        market.Says(Given.Live("A"), 9.400m);
        market.Says(Given.Live("B"), 9.401m);
        market.Says(Given.Live("C"), 9.402m);
        market.Says(Given.Live("Odd"), (decimal)value);

        var named = WrongBaseDetector.Name(market.Decider.Explain(market.Now), Book);

        Assert.Equal(reason, named.Quotes.Single(quote => quote.Provider == "Odd").Reason);
        Assert.All(named.Quotes.Where(quote => quote.Provider != "Odd"), quote => Assert.Null(quote.Reason));
        Assert.Equal(market.Price, named.Price);
    }

    [Fact]
    public void SimulatedPricesSayNothingOfRealQuotes()
    {
        var market = new Market("USD/SEK");
        market.Says(Given.Live("A"), 9.400m);
        market.Says(Given.Live("B"), 9.401m);
        market.Says(Given.Live("Odd"), 12.8m);
        market.Says(Given.Live("C"), 9.401m);

        var named = WrongBaseDetector.Name(market.Decider.Explain(market.Now), new FakePriceBook(Given.Price("GBP/SEK", 12.8m) with { Simulated = true }));

        Assert.Equal("outlier", named.Quotes.Single(quote => quote.Provider == "Odd").Reason);
    }
}
