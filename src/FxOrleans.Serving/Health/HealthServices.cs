using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Serving.Health;

/// <summary>Registers health.</summary>
internal static class HealthServices
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<BoardHealthCheck>("board");
        services.AddSingleton<Readiness>();

        // The framework logs a check that fails each time that it is asked; HealthLog says it once, and when it is over.
        services.AddLogging(logging => logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None));
        return services.AddHostedService<HealthLog>();
    }
}
