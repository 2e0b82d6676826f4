using FxOrleans.Grains.Tests;
using FxOrleans.Testing;

using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Client.Tests;

/// <summary>Two silos with the SDK in them, and a client outside with it.</summary>
public sealed class RatesCluster : IAsyncLifetime
{
    private FxCluster _cluster = null!;

    public Feed Feed { get; } = new(Given.Live("A"));

    public IFxRates Outside => _cluster.Cluster.Client.ServiceProvider.GetRequiredService<IFxRates>();

    public IFxRates Inside => _cluster.Silos[0].ServiceProvider.GetRequiredService<IFxRates>();

    public async Task InitializeAsync()
    {
        Feed.Say("USD/EUR", 0.8m);
        Feed.Say("USD/JPY", 150m);
        Feed.Say("USD/CHF", 0.8m);
        Feed.Say("USD/SEK", 150m);
        _cluster = await FxCluster.StartAsync(
            new EngineSetup { Providers = [Feed], Tracked = [Given.Pair("USD/EUR"), Given.Pair("USD/CHF")] }, silos: 2, silo => silo.Services.AddFxRates(), withClient: true);
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    /// <summary>Kills the second silo.</summary>
    public Task KillAsync() => _cluster.Cluster.KillSiloAsync(_cluster.Silos[1]);
}
