using System.Net;
using System.Net.Sockets;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>Wrong settings stop the start, and each is named. Here is the process; a table in its own tests has every setting.</summary>
public sealed class ConfigurationTests
{
    [Fact]
    public async Task Each_is_named_in_a_line_of_its_own_and_nothing_else_is_said()
    {
        var (exitCode, output) = await SiloProcess.RunAsync("--Pricing:Quorum=0", "--Pairs=USD/EUR,USD/QQQQ", "--Grains:MaxPair=5");

        Assert.Equal(2, exitCode);
        Assert.Equal(
            (string[])
            [
                "Grains has no setting 'MaxPair'; docs/configuration.md lists those that there are.",
                "Pairs holds 'USD/QQQQ', which is no pair of two known assets, such as USD/EUR.",
                "Pricing:Quorum is 0; it must be from 1 to 16.",
            ],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
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
