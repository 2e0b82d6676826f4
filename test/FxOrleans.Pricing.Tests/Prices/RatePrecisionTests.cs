using FsCheck;
using FsCheck.Fluent;
using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Prices;

public sealed class RatePrecisionTests
{
    [Theory]
    [InlineData("0.8607333448098", 4, "0.8607")]
    [InlineData("183.03", 15, "183.03")]
    [InlineData("123456.5", 6, "123456")]
    [InlineData("123457.5", 6, "123458")]
    [InlineData("123456", 3, "123000")]
    [InlineData("0.0000000000001234567", 3, "0.000000000000123")]
    [InlineData("9.9996", 4, "10")]
    [InlineData("1.1000", 4, "1.1")]
    [InlineData("0", 4, "0")]
    [InlineData("79228162514264337593543950335", 17, "79228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001", 17, "0.0000000000000000000000000001")]
    public void KeepsThatManySignificantDigitsHalfToEven(string value, int digits, string expected) =>
        Assert.Equal(expected, RatePrecision.Round(decimal.Parse(value), digits).ToString());

    [Fact]
    public void RoundingMovesAValueByLessThanHalfAUnitOfTheLastDigit() => Law.Holds(
        from rate in Any.RateBetween(-13, 14) from factor in Any.RateBetween(0, 0) from digits in Gen.Choose(2, 17)
        select (Value: rate * factor, Digits: digits),
        given =>
        {
            var rounded = RatePrecision.Round(given.Value, given.Digits);

            var relative = Math.Abs((double)(rounded - given.Value)) / (double)given.Value;
            Assert.True(relative <= 0.5 * Math.Pow(10, 1 - given.Digits) || given.Value < 1e-10m, $"{given} became {rounded}");
            Assert.Equal(rounded, RatePrecision.Round(rounded, given.Digits));
        },
        cases: 2000);

    [Fact]
    public void TrimmingDropsZerosAndNothingElse() => Law.Holds(Any.Rate, rate =>
    {
        var trimmed = RatePrecision.Trim(rate * 1.00000m);

        Assert.Equal(rate, trimmed);
        Assert.Equal(trimmed.ToString(), trimmed.ToString("0.############################"));
    });
}
