using FxOrleans.Serving.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans.Runtime;

namespace FxOrleans.Silo.Cluster;

/// <summary>Checks that this silo is an active member of its cluster.</summary>
internal sealed class ClusterHealthCheck(ISiloStatusOracle membership) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = membership.CurrentStatus;
        var state = status.ToString().ToLowerInvariant();
        return Task.FromResult(status == SiloStatus.Active ? NodeHealth.Result(state) : NodeHealth.Result(state, $"This silo is {state}, not active."));
    }
}
