namespace FxOrleans.Testing;

/// <summary>
/// Another clock, and a barrier: a test waits until a timer of that length has been set before it moves the clock.
/// Without it the clock could move before the pause has begun, and the pause would never end. Thread-safe.
/// </summary>
/// <param name="clock">Tells the time.</param>
/// <param name="timers">Fires the timers; the clock itself where none is given.</param>
public sealed class ObservedTime(TimeProvider clock, TimeProvider? timers = null) : TimeProvider
{
    /// <summary>Ends a test that would wait for ever; nothing depends on its length.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _set = [];
    private readonly List<(TimeSpan Due, int Times, TaskCompletionSource Seen)> _waiting = [];

    /// <inheritdoc/>
    public override long TimestampFrequency => clock.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    /// <inheritdoc/>
    public override long GetTimestamp() => clock.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, (timers ?? clock).CreateTimer(callback, state, dueTime, period));
        Note(dueTime);
        return timer;
    }

    /// <summary>Ends once a timer of exactly that length has been set so many times, be it before or after this call.</summary>
    /// <exception cref="TimeoutException">None was set within <paramref name="within"/>, 30 s by default.</exception>
    public Task TimerOf(TimeSpan due, int times = 1, TimeSpan? within = null)
    {
        lock (_lock)
        {
            if (Times(due) >= times)
            {
                return Task.CompletedTask;
            }

            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((due, times, seen));
            return seen.Task.WaitAsync(within ?? Patience, System);
        }
    }

    private void Note(TimeSpan due)
    {
        lock (_lock)
        {
            _set.Add(due);
            foreach (var (_, _, seen) in _waiting.Where(waiting => waiting.Due == due && waiting.Times <= Times(due)))
            {
                seen.TrySetResult();
            }
        }
    }

    private int Times(TimeSpan due) => _set.Count(set => set == due);

    /// <summary>A timer may be set anew, as those of grains are.</summary>
    private sealed class Timer(ObservedTime time, ITimer inner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = inner.Change(dueTime, period);
            time.Note(dueTime);
            return changed;
        }

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
