using FxOrleans.Abstractions;
using FxOrleans.Pricing;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FxOrleans.Client;

/// <summary>The cluster's engine and what this process knows of its prices, once a process: shared by a silo and the services in it.</summary>
public static class ClusterServices
{
    /// <summary>Adds <see cref="ClusterEngine"/>, <see cref="LatestPrices"/> and the <see cref="PriceFeed"/> between them; whoever runs it starts it.</summary>
    public static IServiceCollection AddFxCluster(this IServiceCollection services)
    {
        services.AddOptions<TickStreamOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<LatestPrices>();
        services.TryAddSingleton(_ => OpenGate());
        services.TryAddSingleton(given => new ClusterEngine(
            given.GetRequiredService<IClusterClient>(),
            given.GetRequiredService<ClusterGate>(),
            given.GetRequiredService<IOptions<TickStreamOptions>>(),
            given.GetRequiredService<TimeProvider>(),
            given.GetRequiredService<ILogger<ClusterEngine>>()));
        services.TryAddSingleton(given => ActivatorUtilities.CreateInstance<PriceFeed>(given, (ITickSource)given.GetRequiredService<ClusterEngine>()));
        return services;
    }

    private static ClusterGate OpenGate()
    {
        var gate = new ClusterGate();
        gate.Open();
        return gate;
    }
}
