using FxOrleans.Pricing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Local;

/// <summary>Registers the engine of the standalone edition.</summary>
public static class LocalEngineServices
{
    /// <summary>
    /// Adds <see cref="LocalEngine"/> as <see cref="IRateEngine"/> and hosted service. Providers, sinks, the memory, the policy,
    /// the clock and a book of all prices come from the container.
    /// </summary>
    public static IServiceCollection AddLocalEngine(this IServiceCollection services, IReadOnlyCollection<CurrencyPair> tracked)
    {
        services.AddSingleton(given => new LocalEngine(
            given.GetServices<IRateProvider>(),
            tracked,
            given.GetRequiredService<PricingPolicy>(),
            given.GetServices<ITickSink>(),
            given.GetService<IPriceMemory>(),
            new LocalEngineOptions(),
            given.GetRequiredService<TimeProvider>(),
            given.GetRequiredService<ILogger<LocalEngine>>(),
            given.GetService<IPriceBook>()));
        services.AddSingleton<IRateEngine>(given => given.GetRequiredService<LocalEngine>());
        services.AddHostedService(given => given.GetRequiredService<LocalEngine>());
        return services;
    }
}
