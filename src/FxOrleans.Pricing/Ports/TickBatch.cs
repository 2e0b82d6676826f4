namespace FxOrleans.Pricing;

/// <summary>Some new prices of one shard, in order; none at all in a canary, which says that the shard is alive.</summary>
/// <param name="Shard">From 0; a pair is always on the same one.</param>
/// <param name="Producer">Which producer numbered it; another one starts anew.</param>
/// <param name="Number">Counts the batches of that producer on that shard without a gap.</param>
/// <param name="Prices">The new prices.</param>
public readonly record struct TickBatch(int Shard, long Producer, long Number, ReadOnlyMemory<Price> Prices);
