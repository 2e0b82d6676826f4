using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>A service that others reach and that asks nobody for a key says so when it starts.</summary>
public sealed class OpenServiceTests
{
    private const string Nobody = "http://127.0.0.1:9/";

    [Theory]
    [InlineData("--Urls=http://0.0.0.0:0", true)]
    [InlineData("--Urls=http://127.0.0.1:0", false)]
    public async Task It_warns_where_others_reach_it(string urls, bool warns)
    {
        await using var silo = await SiloProcess.StartAsync([urls, .. OnlyCurrencyApi.At(Nobody)]);
        await Eventually.TrueAsync(() => silo.Output.Contains("Application started", StringComparison.Ordinal), "it has started");
        if (warns)
        {
            await Eventually.TrueAsync(() => silo.Output.Contains("Auth:Mode is none and http://0.0.0.0", StringComparison.Ordinal), "the log names Auth:Mode");
        }

        Assert.Equal(0, await silo.StopAsync());
        Assert.Equal(warns, silo.Output.Contains("Auth:Mode", StringComparison.Ordinal));
    }
}
