using FxOrleans.Abstractions;

using Orleans.Runtime;
using Orleans.Streams.Filtering;

namespace FxOrleans.Grains;

/// <summary>
/// Decides how often the streams' queues are read: at the full pace while a reader has nothing but the streams, which costs 0.02 of a core
/// for each queue, and ten times a second otherwise, because the silos' own boards get the ticks directly. Every batch that is delivered
/// passes here, and a canary at least every second, so that a new reader is known after its first batch.
/// </summary>
/// <remarks>Thread-safe: called by every queue's reader.</remarks>
internal sealed class OutsideReaders(TimeProvider time) : IStreamFilter
{
    private static readonly TimeSpan Lull = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private long _lastHeard = time.GetTimestamp();

    public bool ShouldDeliver(StreamId streamId, object item, string? filterData)
    {
        if (filterData != TickStreams.SecondCopy)
        {
            Expect();
        }

        return true;
    }

    /// <summary>A queue that moves to this silo may have such readers, so there is no pause until they have had time to appear.</summary>
    public void Expect() => Volatile.Write(ref _lastHeard, time.GetTimestamp());

    /// <summary>Waits before a queue is read, unless a reader depends on it.</summary>
    /// <exception cref="OperationCanceledException">Cancelled while it waited.</exception>
    public Task RestAsync(CancellationToken cancel) =>
        time.GetElapsedTime(Volatile.Read(ref _lastHeard)) < Lull ? Task.CompletedTask : Task.Delay(Pause, time, cancel);
}
