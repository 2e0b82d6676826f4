using FxOrleans.Serving;
using FxOrleans.Serving.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FxOrleans.Silo.Cluster;

/// <summary>Holds readiness back until the <see cref="WarmUp"/> is over.</summary>
internal sealed class WarmUpCheck(RateBoard board) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        board.IsWarmingUp ? NodeHealth.Result("no", "The first prices are still being decided.") : NodeHealth.Result("yes"));
}
