using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>One host with the demo market. None is started where <see cref="Stack"/> has another stack to try.</summary>
public sealed class DemoSilo : IAsyncLifetime
{
    public SiloProcess Silo { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (Stack.Url is null)
        {
            Silo = await SiloProcess.StartAsync("--Demo:Enabled=true", "--Providers:CurrencyApi:Interval=00:00:01");
            await Silo.FilledAsync();
        }
    }

    public async Task DisposeAsync()
    {
        if (Silo is not null)
        {
            await Silo.DisposeAsync();
        }
    }
}
