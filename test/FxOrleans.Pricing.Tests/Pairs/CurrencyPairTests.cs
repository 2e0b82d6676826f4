using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Pairs;

public sealed class CurrencyPairTests
{
    [Theory]
    [InlineData("USD/EUR", "USD/EUR")]
    [InlineData("usd-eur", "USD/EUR")]
    [InlineData("BtC/uSd", "BTC/USD")]
    [InlineData("AAPL", "AAPL/USD")]
    [InlineData("eur", "EUR/USD")]
    [InlineData("XAU/EUR", "XAU/EUR")]
    public void IsReadInAnyCaseAndABareSymbolIsPricedInDollars(string text, string expected)
    {
        Assert.True(CurrencyPair.TryParse(text, out var pair));
        Assert.Equal(expected, pair.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("USD/")]
    [InlineData("/USD")]
    [InlineData("USD")]
    [InlineData("USD/USD")]
    [InlineData("usd-USD")]
    [InlineData("USD/EUR/GBP")]
    [InlineData("USD//EUR")]
    [InlineData(" USD/EUR")]
    [InlineData("USD/EUR ")]
    [InlineData("USD/EUR\n")]
    [InlineData("USD\0/EUR")]
    [InlineData("USD/EUR\0")]
    [InlineData("\0")]
    [InlineData("USDEUR")]
    [InlineData("ZZZ/EUR")]
    [InlineData("U\u017FD/EUR")]
    [InlineData("USD/EUR\u0301")]
    [InlineData("\uFF35\uFF33\uFF24/EUR")]
    [InlineData("XR\u03A1/USD")]
    [InlineData("\uD83D\uDCB6/USD")]
    [InlineData("\uD83D/USD")]
    public void AnythingElseIsNoPair(string text) => Assert.False(CurrencyPair.TryParse(text, out _));

    [Fact]
    public void EightKilobytesAreNoPair()
    {
        Assert.False(CurrencyPair.TryParse(new string('A', 8192), out _));
        Assert.False(CurrencyPair.TryParse("USD/" + new string('R', 8192), out _));
        Assert.False(CurrencyPair.TryParse(new string('/', 8192), out _));
    }

    [Fact]
    public void EveryPairIsReadBackFromItsNameAndItsKey() => Law.Holds(Any.Pair, pair =>
    {
        Assert.Equal(pair, CurrencyPair.Parse(pair.ToString()));
        Assert.Equal(pair, CurrencyPair.Parse(pair.Key));
        Assert.Equal(pair, pair.Inverse.Inverse);
        Assert.NotEqual(pair, pair.Inverse);
    });

    [Fact]
    public void TheMessageNamesWhatWasWrong() =>
        Assert.Contains("'USD/ZZZ'", Assert.Throws<FormatException>(() => CurrencyPair.Parse("USD/ZZZ")).Message);

    [Fact]
    public void AnAssetIsNoPairWithItself() =>
        Assert.Throws<ArgumentException>(() => new CurrencyPair(AssetCatalog.Usd, AssetCatalog.Usd));
}
