namespace FxOrleans.Abstractions;

/// <summary>What silos and clients must agree on to meet on the tick streams.</summary>
public sealed class TickStreamOptions
{
    /// <summary>Shard streams, and queues under them. 1 to 64; default 4. The same on every silo and client of a cluster.</summary>
    public int Shards { get; set; } = TickStreams.DefaultShards;

    /// <summary>True in a silo's process, where the silos bring their ticks themselves and the streams' copy comes second; default false.</summary>
    public bool HasDirectTicks { get; set; }
}
