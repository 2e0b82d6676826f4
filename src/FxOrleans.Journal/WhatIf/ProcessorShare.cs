namespace FxOrleans.Journal;

/// <summary>
/// Keeps one piece of background work to a share of one processor: after each slice of work it rests, so that what answers callers is never kept
/// waiting for longer than a slice. Time that the work waited for a store counts as work. Not thread-safe.
/// </summary>
/// <param name="share">Above 0, at most 1.</param>
/// <param name="time">The clock.</param>
internal sealed class ProcessorShare(double share, TimeProvider time)
{
    /// <summary>Work without a rest, but for one part that takes longer.</summary>
    public static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(5);

    private long _since = time.GetTimestamp();

    /// <summary>Rests where a slice is over; called often.</summary>
    public async ValueTask RestAsync(CancellationToken cancel)
    {
        var worked = time.GetElapsedTime(_since);
        if (worked < Slice)
        {
            return;
        }

        await Task.Delay(worked * ((1 / share) - 1), time, cancel).ConfigureAwait(false);
        _since = time.GetTimestamp();
    }
}
