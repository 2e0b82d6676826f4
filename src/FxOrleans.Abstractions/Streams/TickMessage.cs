using FxOrleans.Pricing;

namespace FxOrleans.Abstractions;

/// <summary>A <see cref="TickBatch"/> on its stream. Never changed once it is made.</summary>
[GenerateSerializer, Immutable, Alias("fx.TickMessage")]
public sealed class TickMessage
{
    [Id(0)]
    public int Shard { get; init; }

    [Id(1)]
    public long Producer { get; init; }

    [Id(2)]
    public long Number { get; init; }

    /// <summary>In order; empty in a canary.</summary>
    [Id(3)]
    public Price[] Prices { get; init; } = [];

    /// <summary>The same as the batch that readers take.</summary>
    public TickBatch Batch => new(Shard, Producer, Number, Prices);
}
