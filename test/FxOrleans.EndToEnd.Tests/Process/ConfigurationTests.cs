using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>A wrong setting stops the start, and says which one.</summary>
public sealed class ConfigurationTests
{
    [Theory]
    [InlineData("--Pricing:Quorum=0", "Pricing:Quorum")]
    [InlineData("--Pricing:MaxAge=soon", "Pricing:MaxAge")]
    [InlineData("--Pairs=USD/EUR,USD/QQQQ", "USD/QQQQ")]
    [InlineData("--Providers:Ecb:Interval=-1", "Providers:Ecb:Interval")]
    [InlineData("--Providers:Nobody:Enabled=true", "Providers:Nobody")]
    [InlineData("--Push:MaxSubscriptions=0", "Push:MaxSubscriptions")]
    public async Task It_is_named(string argument, string named)
    {
        var (exitCode, output) = await SiloProcess.RunAsync(argument);

        Assert.NotEqual(0, exitCode);
        Assert.Contains(named, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }
}
