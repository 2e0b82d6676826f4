using System.Text.RegularExpressions;

namespace FxOrleans.Pricing.Tests.Polling;

public sealed class CodesTests
{
    [Fact]
    public void CodesAreTheNamesInSnakeCase()
    {
        Assert.Equal("rate_limited", ProviderFailureKind.RateLimited.Code());
        Assert.Equal("http_status", ProviderFailureKind.HttpStatus.Code());
        Assert.Equal("not_a_number", RowFault.NotANumber.Code());
        Assert.Equal("indicative", PriceStatus.Indicative.Code());
        Assert.Equal("live", SourceKind.Live.Code());
    }

    [Fact]
    public void EveryCodeIsALabel() =>
        Assert.All(
            Enum.GetValues<ProviderFailureKind>().Select(kind => kind.Code()).Concat(Enum.GetValues<RowFault>().Select(fault => fault.Code())),
            code => Assert.Matches(new Regex("^[a-z]+(_[a-z]+)*$"), code));

    [Fact]
    public void ALowerNumberDoesNotMixUpTwoEnumerations() =>
        Assert.NotEqual(((PriceStatus)0).Code(), ((SourceKind)0).Code());
}
