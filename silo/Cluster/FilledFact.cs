using FxOrleans.Serving;
using FxOrleans.Serving.Health;

namespace FxOrleans.Silo.Cluster;

/// <summary>Holds readiness back until the <see cref="WarmUp"/> is over.</summary>
internal sealed class FilledFact(RateBoard board) : IHealthFact
{
    public string Name => "filled";

    public string State => board.IsWarmingUp ? "no" : "yes";

    public string? NotReadyBecause => board.IsWarmingUp ? "The first prices are still being decided." : null;
}
