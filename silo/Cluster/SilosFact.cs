using System.Globalization;
using FxOrleans.Serving.Health;
using Orleans.Runtime;

namespace FxOrleans.Silo.Cluster;

/// <summary>How many active silos this one sees, itself included: in a healthy cluster all of them say the same.</summary>
internal sealed class SilosFact(ISiloStatusOracle membership) : IHealthFact
{
    public string Name => "silos";

    public string State => membership.GetApproximateSiloStatuses(onlyActive: true).Count.ToString(CultureInfo.InvariantCulture);

    public string? NotReadyBecause => null;
}
