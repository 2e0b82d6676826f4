namespace FxOrleans.Providers.Tests;

/// <summary>
/// Another clock, and a barrier: a test waits until somebody has set a timer of that length before it moves the clock.
/// Without it the clock could move before the pause has begun, and the pause would never end.
/// </summary>
internal sealed class ObservedTime(TimeProvider inner) : TimeProvider
{
    /// <summary>Ends a test that would wait for ever; nothing depends on its length.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _set = [];
    private readonly List<(TimeSpan Due, int Times, TaskCompletionSource Seen)> _waiting = [];

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = inner.CreateTimer(callback, state, dueTime, period);
        lock (_lock)
        {
            _set.Add(dueTime);
            foreach (var (_, _, seen) in _waiting.Where(waiting => waiting.Due == dueTime && waiting.Times <= Times(dueTime)))
            {
                seen.TrySetResult();
            }
        }

        return timer;
    }

    /// <summary>Ends once a timer of exactly that length has been set so many times, be it before or after this call.</summary>
    public Task TimerOf(TimeSpan due, int times = 1)
    {
        lock (_lock)
        {
            if (Times(due) >= times)
            {
                return Task.CompletedTask;
            }

            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((due, times, seen));
            return seen.Task.WaitAsync(Patience, System);
        }
    }

    private int Times(TimeSpan due) => _set.Count(set => set == due);
}
