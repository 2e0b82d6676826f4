using FxOrleans.Serving.Health;

namespace FxOrleans.Silo.Redis;

/// <summary>Tells readiness how Redis does. A node with a fresh board is ready without it.</summary>
internal sealed class RedisFact(Func<string> state) : IHealthFact
{
    public string Name => "redis";

    public string State => state();

    public string? NotReadyBecause => null;
}
