using FxOrleans.History;

namespace FxOrleans.Silo.History;

/// <summary>Registers the history's part in readiness, where there is a database.</summary>
internal static class HistoryHealthServices
{
    public static void AddHistoryHealth(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(CandleRecorder)))
        {
            services.AddHealthChecks().AddCheck<HistoryHealthCheck>("history");
        }
    }
}
