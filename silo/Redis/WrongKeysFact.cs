using FxOrleans.Serving.Health;

namespace FxOrleans.Silo.Redis;

/// <summary>Names the keys in Redis that hold something else than they should; left out while there is none.</summary>
internal sealed class WrongKeysFact(Func<IReadOnlyList<string>?> keys) : IHealthFact
{
    public string Name => "redis_wrong_keys";

    public string? State => keys() is { Count: > 0 } wrong ? string.Join(", ", wrong) : null;

    public string? NotReadyBecause => null;
}
