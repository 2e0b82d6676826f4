using FxOrleans.Redis;
using FxOrleans.Serving.Health;

namespace FxOrleans.Silo.Redis;

/// <summary>Registers Redis' part in readiness, where there is a Redis.</summary>
internal static class RedisHealthServices
{
    public static void AddRedisHealth(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(RedisPriceWriter)))
        {
            services.AddSingleton<IHealthFact>(given => new RedisFact(() => given.GetRequiredService<RedisPriceWriter>().Health.State));
            services.AddSingleton<IHealthFact>(given => new WrongKeysFact(() => given.GetRequiredService<RedisPriceWriter>().Health.WrongKeys));
        }
        else if (services.Any(service => service.ServiceType == typeof(RedisRateEngine)))
        {
            services.AddSingleton<IHealthFact>(given => new RedisFact(() => given.GetRequiredService<RedisRateEngine>().State));
            services.AddSingleton<IHealthFact>(given => new WrongKeysFact(() => given.GetRequiredService<RedisRateEngine>().WrongKeys));
        }
    }

    /// <summary>What other hosts and serving nodes are told beside prices, where there is a Redis.</summary>
    public static void AddRedisBulletins(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(RedisPriceWriter)))
        {
            services.AddHostedService<ProviderBulletins>();
            services.AddHostedService<BoardSheet>();
        }
    }
}
