using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Prices;

/// <summary>A source that still counts in a currency's old unit is named and left out.</summary>
public sealed class RedenominationTests
{
    [Theory]
    [InlineData("USD/SYP", 110.15, 11_010)]
    [InlineData("SYP/USD", 0.00908, 0.0000908)]
    [InlineData("USD/SLE", 22.9, 22_850)]
    [InlineData("USD/ZWG", 26.6, 66_500)]
    [InlineData("EUR/ZWG", 31.1, 77_700)]
    public void Among_three_sources_the_one_in_the_old_unit_is_named_and_never_averaged(string pair, double now, double before)
    {
        var market = new Market(pair);
        market.Says(Given.Live("A"), (decimal)now);
        market.Says(Given.Live("B"), (decimal)now);
        market.Says(Given.Live("Old"), (decimal)before);

        Assert.Equal("redenominated", market.Explained("Old").Reason);
        Assert.Equal(((decimal)now, 2), (market.Price.Mid, market.Price.Sources));
    }

    [Fact]
    public void A_factor_that_is_not_the_currencys_own_is_scaled() => Assert.Equal("scaled", Third("USD/SYP", 110, 1_100, Given.Now));

    [Fact]
    public void Before_its_day_the_old_unit_was_the_unit() => Assert.Equal("scaled", Third("USD/SYP", 110, 11_000, new(2025, 12, 31, 12, 0, 0, TimeSpan.Zero)));

    [Fact]
    public void A_value_that_is_too_small_by_the_factor_is_not_of_the_old_unit() => Assert.Equal("scaled", Third("USD/SYP", 110, 1.1, Given.Now));

    private static string? Third(string pair, double right, double wrong, DateTimeOffset at)
    {
        var price = new PairPrice(Given.Pair(pair), new PricingPolicy(), 1);
        var now = new ClockReading(at, TimeSpan.FromDays(1));
        foreach (var (source, value) in new[] { ("A", right), ("B", right), ("C", wrong) })
        {
            price.Apply(Given.Quote(pair, (decimal)value, at, Given.Live(source)), now, out _);
        }

        return price.Explain(now).Quotes.Single(quote => quote.Provider == "C").Reason;
    }
}
