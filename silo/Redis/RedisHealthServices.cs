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
            services.AddSingleton<IHealthFact, RedisFact>();
        }
    }
}
