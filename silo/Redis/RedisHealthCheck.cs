using FxOrleans.Serving.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FxOrleans.Silo.Redis;

/// <summary>Says how Redis does. A node with a fresh board is ready without it.</summary>
internal sealed class RedisHealthCheck(Func<string> state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(NodeHealth.Result(state()));
}
