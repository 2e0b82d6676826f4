using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Serving.Telemetry;

/// <summary>Registers serving's metrics.</summary>
internal static class MetricsServices
{
    public static IServiceCollection AddServingMetrics(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<FrameLatency>();
        services.AddSingleton<BoardMetrics>();
        services.AddSingleton<PushMetrics>();
        services.AddSingleton<ProviderMetrics>();
        services.AddHostedService<MetricsStart>();
        return services;
    }
}
