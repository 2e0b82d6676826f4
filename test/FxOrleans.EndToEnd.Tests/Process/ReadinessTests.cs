using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>Ready means that requests may come.</summary>
public sealed class ReadinessTests
{
    [Fact]
    public async Task Hosts_that_start_side_by_side_answer_for_every_major_pair_once_they_say_ready()
    {
        var hosts = await Task.WhenAll(SiloProcess.StartAsync("--Demo:Enabled=true"), SiloProcess.StartAsync("--Demo:Enabled=true"));
        foreach (var host in hosts)
        {
            await host.ReadyAsync();
            foreach (var pair in (string[])["EUR", "GBP", "JPY", "CHF", "CAD", "AUD", "SEK", "NOK", "MXN", "INR"])
            {
                Assert.Equal(pair, (await host.GetAsync($"/rate?from=USD&to={pair}")).GetProperty("to").GetString());
            }

            Assert.Equal(0, await host.StopAsync());
            await host.DisposeAsync();
        }
    }
}
