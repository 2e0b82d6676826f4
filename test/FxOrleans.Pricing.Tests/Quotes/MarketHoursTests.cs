using System.Globalization;
using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Quotes;

public sealed class MarketHoursTests
{
    [Theory]
    [InlineData("EUR/USD", "2026-01-16T21:59:59Z", true)] // Friday, winter: 17:00 in New York is 22:00 UTC.
    [InlineData("EUR/USD", "2026-01-16T22:00:00Z", false)]
    [InlineData("EUR/USD", "2026-01-18T21:59:59Z", false)]
    [InlineData("EUR/USD", "2026-01-18T22:00:00Z", true)]
    [InlineData("EUR/USD", "2026-07-17T20:59:59Z", true)] // Summer: 21:00 UTC.
    [InlineData("EUR/USD", "2026-07-17T21:00:00Z", false)]
    [InlineData("EUR/USD", "2026-07-19T21:00:00Z", true)]
    [InlineData("EUR/USD", "2026-03-08T21:00:00Z", true)] // The day on which New York's clocks go forward, Europe's not yet.
    [InlineData("EUR/USD", "2026-03-08T20:59:59Z", false)]
    [InlineData("EUR/USD", "2026-11-01T21:59:59Z", false)] // Back again.
    [InlineData("EUR/USD", "2026-11-01T22:00:00Z", true)]
    [InlineData("XAU/USD", "2026-12-25T15:00:00Z", false)]
    [InlineData("BTC/USD", "2026-01-17T12:00:00Z", true)]
    [InlineData("AAPL/USD", "2026-03-05T14:29:59Z", false)]
    [InlineData("AAPL/USD", "2026-03-05T14:30:00Z", true)]
    [InlineData("AAPL/USD", "2026-03-05T21:00:00Z", false)]
    [InlineData("AAPL/USD", "2026-07-03T15:00:00Z", false)] // 4 July is a Saturday.
    [InlineData("AAPL/USD", "2026-04-03T15:00:00Z", false)] // Good Friday.
    [InlineData("AAPL/USD", "2026-11-26T15:00:00Z", false)] // Thanksgiving.
    [InlineData("AAPL/USD", "2026-05-25T15:00:00Z", false)] // Memorial Day.
    [InlineData("AAPL/USD", "2022-01-03T15:00:00Z", true)] // New Year's Day 2022 was a Saturday.
    public void AMarketIsOpenWhenItTrades(string pair, string at, bool open) =>
        Assert.Equal(open, MarketHours.IsOpen(Given.Pair(pair), DateTimeOffset.Parse(at, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("EUR/USD", "2026-03-05", "2026-03-06", 1)]
    [InlineData("EUR/USD", "2026-03-06", "2026-03-09", 1)]
    [InlineData("EUR/USD", "2026-03-07", "2026-03-08", 0)]
    [InlineData("EUR/USD", "2026-01-05", "2026-02-02", 20)]
    [InlineData("EUR/USD", "1999-12-27", "2000-01-10", 10)]
    public void AWeekHasFiveTradingDays(string pair, string from, string to, double days) => Assert.Equal(
        days / (365 * 5 / 7.0),
        MarketHours.TradingYears(
            Given.Pair(pair),
            DateTimeOffset.Parse(from + "T00:00:00Z", CultureInfo.InvariantCulture),
            DateTimeOffset.Parse(to + "T00:00:00Z", CultureInfo.InvariantCulture)),
        9);

    [Fact]
    public void CoinsNeverRest() => Assert.Equal(1.0, MarketHours.TradingYears(Given.Pair("BTC/USD"), Given.Now, Given.Now.AddDays(365)), 9);
}
