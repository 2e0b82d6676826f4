using System.Globalization;
using FxOrleans.Grains;
using FxOrleans.Serving.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FxOrleans.Silo.Cluster;

/// <summary>Says how many pairs are decided on this silo: its share, which a silo that comes back gets again.</summary>
internal sealed class PairsHealthCheck(SiloLoad share) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(NodeHealth.Result(share.Pairs.ToString(CultureInfo.InvariantCulture)));
}
