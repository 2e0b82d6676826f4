using System.Diagnostics.Metrics;
using FxOrleans.Configuration;
using FxOrleans.Pricing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FxOrleans.Redis;

/// <summary>Registers Redis.</summary>
public static class RedisServices
{
    /// <summary>
    /// Adds <see cref="AddRedisLink"/>'s and <see cref="RedisPriceWriter"/>, also as <see cref="ITickSink"/>,
    /// <see cref="IPriceMemory"/> and hosted service. Does nothing without <c>Redis:ConnectionString</c>.
    /// </summary>
    /// <exception cref="OptionsValidationException">A value is wrong; the message names its key.</exception>
    public static IServiceCollection AddRedis(this IServiceCollection services, IConfiguration configuration)
    {
        if (!services.AddRedisLink(configuration))
        {
            return services;
        }

        var policy = Policy(configuration);
        services.AddSingleton(p => new RedisPriceWriter(
            p.GetRequiredService<RedisConnection>(),
            p.GetRequiredService<RedisReader>(),
            p.GetRequiredService<RedisKeys>(),
            p.GetRequiredService<RedisOptions>(),
            policy,
            p.GetService<PegWatch>(),
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILogger<RedisPriceWriter>>()));
        services.AddSingleton<ITickSink>(p => p.GetRequiredService<RedisPriceWriter>());
        services.AddSingleton<IPriceMemory>(p => p.GetRequiredService<RedisPriceWriter>());
        services.AddSingleton<IHostedService>(p => p.GetRequiredService<RedisPriceWriter>());
        return services;
    }

    /// <summary>
    /// Adds the connection alone, with <see cref="RedisKeys"/>, <see cref="RedisStatusStore"/>, <see cref="RedisRateSnapshotStore"/> as <see cref="IRateSnapshotStore"/>,
    /// <see cref="RedisQuotaStore"/> as <see cref="IQuotaStore"/>, <see cref="ISharedCache"/>, <see cref="ICacheRequests"/> and <see cref="IPriceUpdates"/>: nothing is written
    /// but what these are told to. False without <c>Redis:ConnectionString</c>.
    /// </summary>
    /// <exception cref="OptionsValidationException">A value is wrong; the message names its key.</exception>
    public static bool AddRedisLink(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.ReadSettings<RedisOptions>(RedisOptions.Section);
        if (string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            return false;
        }

        var policy = Policy(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSettings<RedisOptions>(configuration, RedisOptions.Section);
        services.AddSingleton(new RedisKeys(options.KeyPrefix));
        services.AddSingleton(p => new RedisConnection(options, p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<RedisConnection>>()));
        services.AddSingleton(p => new RedisReader(
            p.GetRequiredService<RedisConnection>(), p.GetRequiredService<RedisKeys>(), options, p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(p => new RedisStatusStore(
            p.GetRequiredService<RedisConnection>(), p.GetRequiredService<RedisKeys>(), options));
        services.AddSingleton(p => new RedisRateSnapshotStore(
            p.GetRequiredService<RedisConnection>(),
            p.GetRequiredService<RedisReader>(),
            p.GetRequiredService<RedisKeys>(),
            options,
            policy,
            p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IRateSnapshotStore>(p => p.GetRequiredService<RedisRateSnapshotStore>());
        services.AddSingleton(p => new RedisQuotaStore(
            p.GetRequiredService<RedisConnection>(),
            p.GetRequiredService<RedisKeys>(),
            options,
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILogger<RedisQuotaStore>>()));
        services.AddSingleton<IQuotaStore>(p => p.GetRequiredService<RedisQuotaStore>());
        services.AddSingleton<ISharedCache>(p => new RedisCache(
            p.GetRequiredService<RedisConnection>(), p.GetRequiredService<RedisKeys>(), options));
        services.AddSingleton<ICacheRequests>(p => new RedisAnswerRequests(
            p.GetRequiredService<RedisConnection>(), p.GetRequiredService<RedisKeys>(), options, p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IPriceUpdates>(p => new RedisPriceUpdates(
            p.GetRequiredService<RedisConnection>(), p.GetRequiredService<RedisKeys>(), options, p.GetRequiredService<TimeProvider>()));
        services.AddMetrics();
        services.AddHostedService(p => new RedisMetrics(
            p.GetRequiredService<IMeterFactory>(), p.GetRequiredService<RedisConnection>(), p.GetService<RedisPriceWriter>()));
        return true;
    }

    /// <summary>Adds <see cref="RedisRateEngine"/> as <see cref="IRateEngine"/> and hosted service; after <see cref="AddRedisLink"/>.</summary>
    public static IServiceCollection AddRedisEngine(this IServiceCollection services, IReadOnlyCollection<CurrencyPair> pairs)
    {
        services.AddRedisTickSource(pairs);
        services.AddSingleton(p => new RedisRateEngine(
            p.GetRequiredService<RedisTickSource>(),
            p.GetRequiredService<RedisConnection>(),
            p.GetRequiredService<RedisStatusStore>(),
            p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IRateEngine>(p => p.GetRequiredService<RedisRateEngine>());
        services.AddSingleton<IHostedService>(p => p.GetRequiredService<RedisRateEngine>());
        return services;
    }

    /// <summary>
    /// Adds <see cref="RedisTickSource"/> for those tracked pairs; after <see cref="AddRedisLink"/>, which must have found a connection string.
    /// </summary>
    public static IServiceCollection AddRedisTickSource(this IServiceCollection services, IReadOnlyCollection<CurrencyPair> pairs) =>
        services.AddSingleton(p => new RedisTickSource(
            p.GetRequiredService<RedisConnection>(),
            p.GetRequiredService<RedisReader>(),
            p.GetRequiredService<RedisKeys>(),
            pairs,
            p.GetRequiredService<RedisOptions>(),
            p.GetRequiredService<TimeProvider>()));

    private static PricingPolicy Policy(IConfiguration configuration) => configuration.ReadSettings<PricingPolicy>("Pricing");
}
