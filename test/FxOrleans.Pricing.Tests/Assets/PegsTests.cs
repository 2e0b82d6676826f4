using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Assets;

public sealed class PegsTests
{
    [Theory]
    [InlineData("USD/AED", 3.6725)]
    [InlineData("AED/USD", 0.272294)]
    [InlineData("USD/HKD", 7.80)]
    [InlineData("EUR/DKK", 7.4716)]
    [InlineData("USD/SAR", 3.75)]
    [InlineData("EUR/XOF", 655.957)]
    public void AKnownPegsBandHoldsItsRate(string pair, double rate)
    {
        Assert.True(Pegs.TryGet(Given.Pair(pair), out var low, out var high));
        Assert.InRange(rate, low, high);
        Assert.True(high / low < 1.05);
    }

    [Fact]
    public void WhatFloatsHasNoPeg() => Assert.False(Pegs.TryGet(Given.Pair("EUR/USD"), out _, out _));

    [Fact]
    public void APegTellsWhichOfTwoLies()
    {
        var market = new Market("USD/AED");
        market.Says(Given.Live("A"), 3.75m);
        market.Says(Given.Live("B"), 3.6726m);

        Assert.Equal((3.6726m, "outlier"), (market.Price.Mid, market.Explained("A").Reason));
    }

    [Fact]
    public void APegThatBreaksIsBelievedOfTwo()
    {
        var market = new Market("USD/HKD");
        market.Says(Given.Live("A"), 8.50m);
        market.Says(Given.Live("B"), 8.51m);

        Assert.Equal((8.505m, PriceStatus.Live), (market.Price.Mid, market.Status));
    }
}
