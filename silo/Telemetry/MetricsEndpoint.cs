namespace FxOrleans.Silo.Telemetry;

/// <summary>
/// <c>GET /metrics</c>: what the host measures, in Prometheus' text format 0.0.4 or as OpenMetrics, as <c>Accept</c> asks. Access control treats it
/// as the inside of the service: callers on this machine, with keys the scope <c>admin</c>.
/// </summary>
internal static class MetricsEndpoint
{
    private const string Path = "/metrics";

    public static void MapMetrics(this IEndpointRouteBuilder endpoints) => endpoints.MapGet(
        Path, endpoints.CreateApplicationBuilder().UseOpenTelemetryPrometheusScrapingEndpoint(static _ => true).Build());
}
