using FxOrleans.History;
using FxOrleans.Serving.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FxOrleans.Silo.History;

/// <summary>Says how recording does. A node is ready without its history.</summary>
internal sealed class HistoryHealthCheck(CandleRecorder recorder) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(NodeHealth.Result(recorder.Health.State));
}
