using FxOrleans.Serving.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FxOrleans.Silo.Redis;

/// <summary>Names the keys in Redis that hold something else than they should; left out while there is none.</summary>
internal sealed class WrongKeysHealthCheck(Func<IReadOnlyList<string>?> keys) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(NodeHealth.Result(keys() is { Count: > 0 } wrong ? string.Join(", ", wrong) : null));
}
