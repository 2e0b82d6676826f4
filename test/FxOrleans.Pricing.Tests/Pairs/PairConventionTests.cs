using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Pairs;

public sealed class PairConventionTests
{
    [Theory]
    [InlineData("USD/BTC", "BTC/USD")]
    [InlineData("USD/AAPL", "AAPL/USD")]
    [InlineData("BTC/AAPL", "AAPL/BTC")]
    [InlineData("EUR/XAU", "XAU/EUR")]
    [InlineData("XAU/BTC", "BTC/XAU")]
    [InlineData("EUR/USD", "USD/EUR")]
    [InlineData("JPY/USD", "USD/JPY")]
    [InlineData("GBP/EUR", "EUR/GBP")]
    [InlineData("SEK/NOK", "NOK/SEK")]
    public void WithoutTrackedPairsTheUsualDirectionIsKept(string asked, string kept)
    {
        var convention = new PairConvention([]);

        Assert.Equal(Given.Pair(kept), convention.Canonical(Given.Pair(asked)));
        Assert.Equal(Given.Pair(kept), convention.Canonical(Given.Pair(kept)));
    }

    [Fact]
    public void ATrackedDirectionWins()
    {
        var convention = new PairConvention([Given.Pair("EUR/USD"), Given.Pair("USD/BTC")]);

        Assert.Equal(Given.Pair("EUR/USD"), convention.Canonical(Given.Pair("USD/EUR")));
        Assert.Equal(Given.Pair("USD/BTC"), convention.Canonical(Given.Pair("BTC/USD")));
    }

    [Fact]
    public void OfTwoTrackedDirectionsTheFirstWins()
    {
        var convention = new PairConvention([Given.Pair("GBP/EUR"), Given.Pair("EUR/GBP")]);

        Assert.Equal(Given.Pair("GBP/EUR"), convention.Canonical(Given.Pair("EUR/GBP")));
    }

    [Fact]
    public void BothDirectionsAreOneMarketOnEveryHost() => Law.Holds(Any.Pair, pair =>
    {
        CurrencyPair[] tracked = [Given.Pair("EUR/USD"), Given.Pair("USD/JPY")];
        var (one, other) = (new PairConvention(tracked), new PairConvention(tracked));

        var kept = one.Canonical(pair);

        Assert.True(kept == pair || kept == pair.Inverse);
        Assert.Equal(kept, one.Canonical(pair.Inverse));
        Assert.Equal(kept, one.Canonical(kept));
        Assert.Equal(kept, other.Canonical(pair));
    });
}
