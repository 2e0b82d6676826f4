namespace FxOrleans.Pricing;

/// <summary>
/// Where a board gets its prices: a snapshot, and batches from then on. Batches are hints that may be lost, doubled or
/// late; epoch and sequence of each price decide, and a new snapshot repairs. Thread-safe.
/// </summary>
public interface ITickSource
{
    /// <summary>The latest price of every pair that has one. Throws when the source cannot be asked: then there is no snapshot, not an empty one.</summary>
    Task<IReadOnlyList<Price>> SnapshotAsync(CancellationToken cancel);

    /// <summary>
    /// Calls <paramref name="receive"/> with every batch from now on, never two of one shard at once, until disposed. It must not block.
    /// </summary>
    ValueTask<IAsyncDisposable> SubscribeAsync(Action<TickBatch> receive, CancellationToken cancel);
}
