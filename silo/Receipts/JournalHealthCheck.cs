using FxOrleans.Journal;
using FxOrleans.Serving.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FxOrleans.Silo.Receipts;

/// <summary>Says how the journal does. A node is ready without it.</summary>
internal sealed class JournalHealthCheck(IJournalStatus journal) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(NodeHealth.Result(journal.Health.State));
}
