using FsCheck.Fluent;
using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Laws;

/// <summary>What a single source published comes back with every digit, whichever way round the market is kept.</summary>
public sealed class PublishedDigitsLaws
{
    [Fact]
    public void TheEcbsRateComesBackAsPublishedFromAMarketKeptTheOtherWayRound()
    {
        var market = new Market("USD/EUR");
        market.Takes(Given.Quote("EUR/USD", 1.1618m, Given.Today, Given.Fixing()));

        Assert.Equal("1.1618", Plain(market.Answer("EUR/USD").Mid));
        Assert.Equal(0.860733344809778m, market.Answer("USD/EUR").Mid, 15);
    }

    [Fact]
    public void EveryPublishedEcbRateComesBackInBothKeepings()
    {
        foreach (var (code, published) in EcbHistory.Newest())
        {
            foreach (var kept in new[] { $"EUR/{code}", $"{code}/EUR" })
            {
                var market = new Market(kept);
                market.Takes(Given.Quote($"EUR/{code}", decimal.Parse(published), Given.Today, Given.Fixing()));

                Assert.Equal(published, Plain(market.Answer($"EUR/{code}").Mid));
            }
        }
    }

    [Fact]
    public void AnyPublishedRateComesBackFromAMarketKeptTheSameWay() => Law.Holds(Any.Rate, published =>
    {
        var market = new Market("EUR/USD");
        market.Takes(Given.Quote("EUR/USD", published));

        Assert.Equal(Plain(published), Plain(market.Answer("EUR/USD").Mid));
    });

    [Fact]
    public void AnyPublishedRateComesBackFromAMarketKeptTheOtherWay() => Law.Holds(
        Any.Rate,
        published =>
        {
            var market = new Market("USD/EUR");
            market.Takes(Given.Quote("EUR/USD", published));

            Assert.Equal(Plain(published), Plain(market.Answer("EUR/USD").Mid));
        },
        cases: 5000);

    [Fact]
    public void AnyPublishedSpreadComesBackFromAMarketKeptTheOtherWay() => Law.Holds(
        from bid in Any.RateBetween(-8, 7) from half in Any.HalfSpread select (bid, half),
        quoted =>
        {
            var mid = RatePrecision.Round(quoted.bid * (1 + quoted.half), 12);
            var ask = RatePrecision.Round(mid * (1 + quoted.half), 12);
            var market = new Market("USD/EUR");
            market.Takes(Given.Quote("EUR/USD", quoted.bid, mid, ask));

            var rate = market.Answer("EUR/USD");

            Assert.Equal((quoted.bid, mid, ask), (rate.Bid, rate.Mid, rate.Ask));
        });

    [Theory]
    [InlineData("0.123456789012345678901")]
    [InlineData("63210.1234567890123456")]
    public void DigitsBeyondADoublesAreNotRoundedAway(string published)
    {
        var market = new Market("BTC/USD");
        market.Says(Given.Live(), decimal.Parse(published));

        Assert.Equal(published, Plain(market.Answer("BTC/USD").Mid));
    }

    private static string Plain(decimal value) =>
        value.ToString("0.############################", System.Globalization.CultureInfo.InvariantCulture);
}
