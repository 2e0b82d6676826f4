using Microsoft.Extensions.Time.Testing;

namespace FxOrleans.Testing;

/// <summary>
/// Microsoft's fake clock, which stands still until a test moves it, with what it lacks: a barrier for tests of loops, and timers that
/// fire each at its own moment and not at the end of <see cref="Advance"/>. Thread-safe.
/// </summary>
/// <param name="start">The wall clock's first reading; <see cref="Given.Now"/> when none is given.</param>
public sealed class FakeTime(DateTimeOffset? start = null) : FakeTimeProvider(start ?? Given.Now)
{
    private readonly Lock _lock = new();
    private readonly HashSet<ObservedTimer> _armed = [];
    private readonly HashSet<TimeSpan> _asked = [];
    private readonly List<(int Timers, TaskCompletionSource Reached)> _waiting = [];
    private TimeSpan _wallOffset;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return base.GetUtcNow() + _wallOffset;
        }
    }

    /// <summary>Ticks since <see cref="FakeTimeProvider.Start"/>.</summary>
    public override long GetTimestamp() => (base.GetUtcNow() - Start).Ticks;

    /// <summary>Lets time pass: on both clocks, and for timers.</summary>
    public new void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var end = GetTimestamp() + by.Ticks;
        while (NextDue() is { } due && due <= end && due > GetTimestamp())
        {
            base.Advance(TimeSpan.FromTicks(due - GetTimestamp()));
        }

        base.Advance(TimeSpan.FromTicks(Math.Max(0, end - GetTimestamp())));
    }

    /// <summary>Sets the wall clock forward or back, as an operator or NTP does: no time passes.</summary>
    public void StepWall(TimeSpan by)
    {
        lock (_lock)
        {
            _wallOffset += by; // AdjustTime would step the monotonic clock too.
        }
    }

    /// <summary>Completes once at least so many timers are armed: the barrier before <see cref="Advance"/> in a test of a loop.</summary>
    public Task WhenArmedAsync(int timers = 1)
    {
        lock (_lock)
        {
            if (_armed.Count >= timers)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((timers, reached));
            return reached.Task;
        }
    }

    /// <summary>Whether a timer of exactly that length was made, whatever became of it.</summary>
    public bool WasAskedFor(TimeSpan pause)
    {
        lock (_lock)
        {
            return _asked.Contains(pause);
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ObservedTimer(this, callback, state);
        timer.Attach(base.CreateTimer(_ => timer.Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        timer.Change(dueTime, period);
        lock (_lock)
        {
            _asked.Add(dueTime);
        }

        return timer;
    }

    /// <summary>Notes when a timer fires next, null for never, unless it has fired since it was looked at.</summary>
    internal void Note(ObservedTimer timer, TimeSpan? dueTime, int fired)
    {
        lock (_lock)
        {
            if (timer.Fired != fired)
            {
                return;
            }

            if (dueTime is not { } due)
            {
                _armed.Remove(timer);
                return;
            }

            timer.Due = GetTimestamp() + due.Ticks;
            _armed.Add(timer);
            foreach (var (_, reached) in _waiting.FindAll(waiting => _armed.Count >= waiting.Timers))
            {
                reached.TrySetResult();
            }

            _waiting.RemoveAll(waiting => waiting.Reached.Task.IsCompleted);
        }
    }

    private long? NextDue()
    {
        lock (_lock)
        {
            return _armed.Min(timer => (long?)timer.Due);
        }
    }
}
