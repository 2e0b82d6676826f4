using FxOrleans.Abstractions;
using FxOrleans.Pricing;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

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
        services.TryAddSingleton<ClusterEngine>();
        services.TryAddSingleton(given => ActivatorUtilities.CreateInstance<PriceFeed>(given, (ITickSource)given.GetRequiredService<ClusterEngine>()));
        return services;
    }
}
