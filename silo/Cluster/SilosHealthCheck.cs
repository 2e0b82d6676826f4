using System.Globalization;
using FxOrleans.Serving.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans.Runtime;

namespace FxOrleans.Silo.Cluster;

/// <summary>Says how many active silos this one sees, itself included: in a healthy cluster all of them say the same.</summary>
internal sealed class SilosHealthCheck(ISiloStatusOracle membership) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(NodeHealth.Result(membership.GetApproximateSiloStatuses(onlyActive: true).Count.ToString(CultureInfo.InvariantCulture)));
}
