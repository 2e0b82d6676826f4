using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>One host with the demo market, for the tests of a class.</summary>
public sealed class DemoSilo : IAsyncLifetime
{
    public SiloProcess Silo { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Silo = await SiloProcess.StartAsync("--Demo:Enabled=true", "--Providers:CurrencyApi:Interval=00:00:01");
        await Silo.FilledAsync();
    }

    public async Task DisposeAsync() => await Silo.DisposeAsync();
}
