namespace FxOrleans.Abstractions;

/// <summary>What silos and clients must agree on to meet on the tick streams.</summary>
public sealed class TickStreamOptions
{
    /// <summary>Shard streams, and queues under them. 1 to 64; default 4. The same on every silo and client of a cluster.</summary>
    public int Shards { get; set; } = TickStreams.DefaultShards;
}
