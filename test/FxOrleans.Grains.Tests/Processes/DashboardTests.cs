using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

using Host = FxOrleans.Testing.Hosting.SiloProcess;

namespace FxOrleans.Grains.Tests;

/// <summary>The Orleans Dashboard shows and does more than strangers should.</summary>
public sealed class DashboardTests
{
    private static readonly string[] Paths = ["/dashboard", "/dashboard/", "/dashboard/DashboardCounters", "/dashboard/ClusterStats"];

    [Fact]
    public async Task It_is_off_unless_switched_on()
    {
        await using var host = await Host.StartAsync("--Demo:Enabled=true");
        foreach (var path in Paths)
        {
            Assert.Equal("404 unknown_path", await host.ProblemAsync(path));
        }
    }

    [Fact]
    public async Task Switched_on_it_answers_this_machine_and_nobody_else()
    {
        await using var host = await Host.StartAsync("--Demo:Enabled=true", "--Dashboard:Enabled=true", "--Urls=http://0.0.0.0:0");
        using var http = new HttpClient();
        using var here = await http.GetAsync($"http://127.0.0.1:{host.Address.Port}/dashboard/");
        Assert.Equal(HttpStatusCode.OK, here.StatusCode);
        if (OtherAddress() is not { } other)
        {
            return; // A machine with no other address has no strangers either.
        }

        foreach (var path in Paths.Where(path => path != "/dashboard"))
        {
            using var there = await http.GetAsync($"http://{other}:{host.Address.Port}{path}");
            Assert.Equal(HttpStatusCode.Forbidden, there.StatusCode);
        }
    }

    private static IPAddress? OtherAddress() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(card => card.OperationalStatus == OperationalStatus.Up)
        .SelectMany(card => card.GetIPProperties().UnicastAddresses)
        .Select(address => address.Address)
        .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));
}
