using System.Globalization;
using FxOrleans.Grains;
using FxOrleans.Serving.Health;

namespace FxOrleans.Silo.Cluster;

/// <summary>How many pairs are decided on this silo: its share, which a silo that comes back gets again.</summary>
internal sealed class PairsFact(SiloShare share) : IHealthFact
{
    public string Name => "pairs";

    public string State => share.Pairs.ToString(CultureInfo.InvariantCulture);

    public string? NotReadyBecause => null;
}
