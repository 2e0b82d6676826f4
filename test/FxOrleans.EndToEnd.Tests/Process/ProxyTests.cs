using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>Where the environment names a proxy, this machine is reached directly all the same.</summary>
public sealed class ProxyTests(DemoSilo demo) : IClassFixture<DemoSilo>
{
    private static readonly Dictionary<string, string> Proxied = new()
    {
        ["HTTP_PROXY"] = "http://127.0.0.1:9",
        ["http_proxy"] = "http://127.0.0.1:9",
        ["NO_PROXY"] = "",
        ["no_proxy"] = "",
    };

    [Fact]
    public async Task A_healthy_container_is_found_healthy()
    {
        await demo.Silo.ReadyAsync();

        var (exitCode, output) = await SiloProcess.RunAsync(Proxied, "--probe", $"{demo.Silo.Address}health/live");

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task Rates_are_loaded_from_an_address_on_this_machine()
    {
        var (exitCode, output) = await SiloProcess.RunAsync(
            Proxied, "history", "load-ecb", "--url", "http://127.0.0.1:1/eurofxref-hist.csv", "--History:ConnectionString=Host=127.0.0.1;Port=1;Username=fx");

        Assert.Equal(1, exitCode);
        Assert.Contains("127.0.0.1:1)", output, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1:9", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Providers_on_this_machine_answer()
    {
        await using var silo = await SiloProcess.StartAsync(Proxied, "--Demo:Enabled=true");

        await silo.ReadyAsync();
    }
}
