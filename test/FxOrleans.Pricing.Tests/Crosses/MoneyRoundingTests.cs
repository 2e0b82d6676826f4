namespace FxOrleans.Pricing.Tests.Crosses;

public sealed class MoneyRoundingTests
{
    [Theory]
    [InlineData("JPY", "15738.5", "15738")]
    [InlineData("JPY", "15739.5", "15740")]
    [InlineData("EUR", "1.005", "1.00")]
    [InlineData("EUR", "1.015", "1.02")]
    [InlineData("KWD", "30.76945", "30.769")]
    [InlineData("BTC", "0.123456785", "0.12345678")]
    public void AmountsArePaidInMinorUnitsHalfToEven(string code, string amount, string expected) =>
        Assert.Equal(expected, MoneyRounding.Round(decimal.Parse(amount), new Unit(AssetCatalog.Get(code))).ToString());
}
