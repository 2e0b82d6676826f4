using FxOrleans.Abstractions;
using FxOrleans.Pricing;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Services;

namespace FxOrleans.Grains;

/// <summary>What the grains and the engine need on a silo.</summary>
public static class GrainsServices
{
    /// <summary>
    /// Adds the grains' services and the cluster as this host's <see cref="IRateEngine"/>. The host adds what it decides:
    /// its <see cref="IRateProvider"/>s, a <see cref="PricingPolicy"/> where the default does not fit, and
    /// <see cref="ITickSink"/>s and an <see cref="IPriceMemory"/> where it has them. Every silo of a cluster has the same
    /// providers and tracked pairs.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="tracked">The tracked pairs: their directions are kept, their last prices recalled, their ticks written.</param>
    public static IServiceCollection AddFxGrains(this IServiceCollection services, IReadOnlyCollection<CurrencyPair> tracked)
    {
        services.TryAddSingleton(new PairConvention(tracked));
        services.TryAddSingleton(provider => ActivatorUtilities.CreateInstance<ResumePoint>(provider, tracked));
        services.TryAddSingleton(provider => ActivatorUtilities.CreateInstance<TickPublisher>(provider, tracked));
        services.AddOptions<GrainsOptions>();
        services.Configure<TickStreamOptions>(options => options.HasDirectTicks = true);
        services.TryAddSingleton<OutsideReaders>();
        services.TryAddSingleton<PricingPolicy>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddFeed();
        services.TryAddSingleton<StreamPublisher>();
        services.TryAddSingleton<PeerTicks>();
        services.TryAddSingleton<LiveSilos>();
        services.TryAddSingleton<LocalActivations>();
        services.TryAddSingleton(provider => new SiloLoad(provider.GetRequiredService<LocalActivations>()));
        services.TryAddSingleton<EpochFence>();
        services.TryAddSingleton<GrainMigrator>();
        services.TryAddSingleton<GrainRebalancer>();
        services.TryAddSingleton<PeerSilos>();
        services.TryAddSingleton<Ports>();
        services.TryAddSingleton(provider => new EndedSilos(
            provider.GetRequiredService<IClusterMembershipService>(),
            provider.GetRequiredService<LiveSilos>(),
            provider.GetRequiredService<Ports>(),
            new Lazy<PeerSilos>(provider.GetRequiredService<PeerSilos>), // Which are asked by the service that this one belongs to.
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<EndedSilos>>()));
        services.TryAddSingleton<IngestionSupervisor>();
        services.TryAddSingleton<ProviderStatusReader>();
        services.TryAddSingleton<KnownSources>();
        services.TryAddSingleton(provider => new FirstRounds(
            provider.GetRequiredService<IGrainFactory>(),
            provider.GetServices<IRateProvider>(),
            FirstRounds.Patience,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<FirstRounds>>()));
        services.AddSingleton<IIncomingGrainCallFilter, OutsideCallFilter>();
        services.TryAddSingleton<RoutingSwitch>();
        services.TryAddTransient<QuoteRouter>();
        services.AddSingleton<IGrainService>(provider => ActivatorUtilities.CreateInstance<PeerService>(provider, PeerService.IdOn(SiloAddress.Zero))); // At its own address.
        services.AddPlacementDirector<RendezvousPlacement, RendezvousDirector>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, SiloLifetime>();
        return services;
    }

    /// <summary>The engine, and the one feed and book of this process: also for a client's SDK in it, whichever came first.</summary>
    private static void AddFeed(this IServiceCollection services)
    {
        services.TryAddSingleton<SiloRates>();
        services.AddSingleton<IRateEngine, SiloEngine>();
        services.AddSingleton<ITickSource>(provider => provider.GetRequiredService<IRateEngine>());
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<TickStreamReader>(
            provider, provider.GetRequiredService<IOptions<TickStreamOptions>>().Value));
        services.AddSingleton(provider => new PriceBook(
            new PriceBookOptions { MaxAge = provider.GetRequiredService<PricingPolicy>().MaxAge }, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(new PriceFeedOptions());
        services.TryAddSingleton<PriceFeed>();
    }
}
