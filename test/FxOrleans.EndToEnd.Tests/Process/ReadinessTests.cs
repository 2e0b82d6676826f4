using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>Ready means that requests may come.</summary>
public sealed class ReadinessTests
{
    [Fact]
    public async Task A_host_that_says_ready_answers_for_every_major_pair_from_then_on()
    {
        await using var silo = await SiloProcess.StartAsync("--Demo:Enabled=true");
        await silo.ReadyAsync();
        for (var round = 0; round < 5; round++)
        {
            foreach (var pair in (string[])["EUR", "GBP", "JPY", "CHF", "CAD", "AUD", "SEK", "NOK", "MXN", "INR"])
            {
                Assert.Equal(pair, (await silo.GetAsync($"/rate?from=USD&to={pair}")).GetProperty("to").GetString());
            }
        }
    }

    [Fact]
    public async Task Two_hosts_start_side_by_side()
    {
        var hosts = await Task.WhenAll(SiloProcess.StartAsync("--Demo:Enabled=true"), SiloProcess.StartAsync("--Demo:Enabled=true"));
        foreach (var host in hosts)
        {
            await host.ReadyAsync();
            Assert.Equal(0, await host.StopAsync());
            await host.DisposeAsync();
        }
    }
}
