using System.Net;
using System.Net.Sockets;
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
    [InlineData("--Pricing:Qorum=3", "Pricing has no setting 'Qorum';")]
    [InlineData("--Prices:Cache:MaxEntry=3", "Prices has no setting 'MaxEntry';")]
    [InlineData("--Demo:Enabled=maybe", "Demo:Enabled")]
    [InlineData("--Demo:TicksPerSecond=51", "Demo:TicksPerSecond")]
    [InlineData("--Redis:Window=many", "Redis:Window")]
    [InlineData("--Urls=http://127.0.0.1:99999", "http://127.0.0.1:99999")]
    [InlineData("--Urls=8080", "'8080'")]
    public async Task It_is_named(string argument, string named)
    {
        var (exitCode, output) = await SiloProcess.RunAsync(argument);

        Assert.NotEqual(0, exitCode);
        Assert.Contains(named, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_taken_is_named_with_the_setting_for_another()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://{taken.LocalEndpoint}";

        var (exitCode, output) = await SiloProcess.RunAsync($"--Urls={address}", "--Demo:Enabled=true");

        Assert.Equal(2, exitCode);
        Assert.Contains(
            $"Failed to bind to address {address}: address already in use. Urls chooses another one, such as --urls http://localhost:8090.",
            output.Split('\n'));
    }
}
