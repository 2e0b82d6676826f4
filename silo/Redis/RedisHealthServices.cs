using FxOrleans.Redis;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FxOrleans.Silo.Redis;

/// <summary>Registers Redis' part in readiness, where there is a Redis.</summary>
internal static class RedisHealthServices
{
    public static void AddRedisHealth(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(RedisPriceWriter)))
        {
            services.AddChecks<RedisPriceWriter>(writer => writer.Health.State, writer => writer.Health.WrongKeys);
        }
        else if (services.Any(service => service.ServiceType == typeof(RedisRateEngine)))
        {
            services.AddChecks<RedisRateEngine>(engine => engine.State, engine => engine.WrongKeys);
        }
    }

    private static void AddChecks<T>(this IServiceCollection services, Func<T, string> state, Func<T, IReadOnlyList<string>?> wrongKeys)
        where T : notnull => services.AddHealthChecks()
        .Add(new HealthCheckRegistration("redis", given => new RedisHealthCheck(() => state(given.GetRequiredService<T>())), null, null))
        .Add(new HealthCheckRegistration("redis_wrong_keys", given => new WrongKeysHealthCheck(() => wrongKeys(given.GetRequiredService<T>())), null, null));

    /// <summary>What other hosts and serving nodes are told beside prices, where there is a Redis.</summary>
    public static void AddRedisBulletins(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(RedisPriceWriter)))
        {
            services.AddHostedService<ProviderStatusPublisher>();
            services.AddHostedService<RatesSnapshotWriter>();
        }
    }
}
