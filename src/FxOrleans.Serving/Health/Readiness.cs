using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FxOrleans.Serving.Health;

/// <summary>Whether this node may be sent requests, by the health checks of the host. Thread-safe.</summary>
public sealed class Readiness(HealthCheckService checks)
{
    /// <summary>Asks every health check.</summary>
    public async Task<NodeReadiness> ReadAsync(CancellationToken cancel)
    {
        var report = await checks.CheckHealthAsync(cancel).ConfigureAwait(false);
        return new NodeReadiness(
            [.. report.Entries.SelectMany(entry => NodeHealth.ReasonsOf(entry.Key, entry.Value))],
            [.. report.Entries.Select(entry => (entry.Key, State: NodeHealth.StateOf(entry.Value))).Where(entry => entry.State is not null).Select(entry => KeyValuePair.Create(entry.Key, entry.State!))]);
    }
}
