using FxOrleans.Grains;
using FxOrleans.Serving.Health;

namespace FxOrleans.Silo.Cluster;

/// <summary>The providers that are asked from this silo, separated by commas.</summary>
internal sealed class IngestionsFact(SiloShare share) : IHealthFact
{
    public string Name => "ingestions";

    public string State => string.Join(',', share.Ingestions);

    public string? NotReadyBecause => null;
}
