using FxOrleans.Grains;
using FxOrleans.Serving.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FxOrleans.Silo.Cluster;

/// <summary>Says which providers are asked from this silo, separated by commas.</summary>
internal sealed class IngestionsHealthCheck(SiloLoad share) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(NodeHealth.Result(string.Join(',', share.Ingestions)));
}
