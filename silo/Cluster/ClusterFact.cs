using FxOrleans.Serving.Health;
using Orleans.Runtime;

namespace FxOrleans.Silo.Cluster;

/// <summary>Tells readiness whether this silo is an active member of its cluster.</summary>
internal sealed class ClusterFact(ISiloStatusOracle membership) : IHealthFact
{
    public string Name => "cluster";

    public string State => membership.CurrentStatus.ToString().ToLowerInvariant();

    public string? NotReadyBecause => membership.CurrentStatus == SiloStatus.Active ? null : $"This silo is {State}, not active.";
}
