namespace FxOrleans.DemoMarket;

/// <summary>
/// The ticks of one stream: whole multiples of the interval since 1970, so that all streams of all hosts tick together.
/// The first is at once; a reader too slow for the pace misses ticks, never gets them late. One reader.
/// </summary>
internal sealed class TickClock(TimeProvider time, TimeSpan interval)
{
    private DateTimeOffset? _last;

    /// <summary>Waits for the next tick and gives its time. A task that ends early ends the wait, and the time is now's.</summary>
    public async Task<DateTimeOffset> NextAsync(Task early, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var due = _last is { } last ? Floor(last) + interval : Floor(now);
        if (due <= now)
        {
            due = Floor(now);
        }
        else if (!early.IsCompleted)
        {
            using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            await Task.WhenAny(Task.Delay(due - now, time, wait.Token), early);
            await wait.CancelAsync();
            cancel.ThrowIfCancellationRequested();
        }

        if (early.IsCompleted && time.GetUtcNow() < due)
        {
            return time.GetUtcNow();
        }

        _last = due;
        return due;
    }

    private DateTimeOffset Floor(DateTimeOffset moment) => new(moment.UtcTicks - (moment.UtcTicks % interval.Ticks), TimeSpan.Zero);
}
