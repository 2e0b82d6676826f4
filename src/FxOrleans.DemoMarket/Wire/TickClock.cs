namespace FxOrleans.DemoMarket;

/// <summary>
/// The ticks of one stream: whole multiples of the interval since 1970, so that all streams of all hosts tick together.
/// The first is at once; a reader too slow for the pace misses ticks, never gets them late. One reader.
/// </summary>
internal sealed class TickClock(TimeProvider time, TimeSpan interval)
{
    private DateTimeOffset? _last;

    /// <summary>Waits for the next tick, or for <paramref name="early"/> when that ends before.</summary>
    public async Task<Tick> NextAsync(Task early, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var due = _last is { } last ? last + interval : Floor(now);
        if (due > now)
        {
            await WaitAsync(due, due - now, early, cancel);
            now = time.GetUtcNow();
            if (early.IsCompleted && now < due)
            {
                return new Tick(now, Early: true);
            }
        }

        // A timer may fire a shade before its time: then the tick is still the one that was due.
        _last = due > now ? due : Floor(now);
        return new Tick(_last.Value, Early: false);
    }

    private async Task WaitAsync(DateTimeOffset due, TimeSpan delay, Task early, CancellationToken cancel)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var timer = Task.Delay(delay, time, wait.Token);

        // Looked at again once the timer runs: a clock that jumps between the two looks must not cost a tick.
        if (time.GetUtcNow() < due)
        {
            await Task.WhenAny(timer, early);
        }

        await wait.CancelAsync();
        cancel.ThrowIfCancellationRequested();
    }

    private DateTimeOffset Floor(DateTimeOffset moment) => new(moment.UtcTicks - (moment.UtcTicks % interval.Ticks), TimeSpan.Zero);
}
