using System.Net;
using System.Net.Sockets;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>Wrong settings stop the start, and each is named. Here is the process; a table in its own tests has every setting.</summary>
public sealed class ConfigurationTests
{
    [Fact]
    public async Task Each_wrong_setting_is_named()
    {
        string[] wrong = ["--Pricing:Quorum=0", "--Push:MaxSubscriptions=0", "--Pairs=USD/EUR,USD/QQQQ", "--Limits:RequestTimeout=0", "--Limits:KnownProxies=entrance", "--Auth:Mode=open"];

        var (exitCode, output) = await SiloProcess.RunAsync(wrong);

        Assert.Equal(2, exitCode);
        Assert.All(
            ["Pricing:Quorum", "Push:MaxSubscriptions", "USD/QQQQ", "Limits:RequestTimeout", "Limits:KnownProxies", "Auth:Mode"],
            named => Assert.Contains(named, output, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Urls=http://127.0.0.1:99999", "http://127.0.0.1:99999")]
    [InlineData("--Urls=8080", "'8080'")]
    public async Task An_address_that_is_none_is_named(string argument, string named)
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
