using FxOrleans.Abstractions;

using Orleans.Runtime;
using Orleans.Streams.Filtering;

namespace FxOrleans.Grains;

/// <summary>
/// Decides how often the streams' queues are looked into: at the full pace while somebody reads who has nothing but the streams, which
/// costs 0.02 of a core for each queue, and ten times a second else. The silos' own boards have the ticks directly. Every batch that is
/// delivered passes here, a canary at least every second, so one who has come is known by the first.
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

    /// <summary>A queue that comes to this silo may bring some: no pause until they had the time to be heard of.</summary>
    public void Expect() => Volatile.Write(ref _lastHeard, time.GetTimestamp());

    /// <summary>Waits before a look into a queue, where there is no hurry.</summary>
    /// <exception cref="OperationCanceledException">Cancelled while it waited.</exception>
    public Task RestAsync(CancellationToken cancel) =>
        time.GetElapsedTime(Volatile.Read(ref _lastHeard)) < Lull ? Task.CompletedTask : Task.Delay(Pause, time, cancel);
}
