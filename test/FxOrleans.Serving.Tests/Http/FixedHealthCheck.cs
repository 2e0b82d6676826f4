using FxOrleans.Serving.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FxOrleans.Serving.Tests.Http;

/// <summary>A health check that answers what a test says.</summary>
internal sealed class FixedHealthCheck(string state, string? notReadyBecause) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(NodeHealth.Result(state, notReadyBecause is null ? [] : [notReadyBecause]));
}
