namespace FxOrleans.Testing;

/// <summary>A timer of <see cref="FakeTime"/>.</summary>
internal sealed class FakeTimer(FakeTime time, TimerCallback callback, object? state) : ITimer
{
    private TimeSpan _period;
    private volatile bool _disposed;

    /// <summary>When it fires next, as time elapsed since the clock's start.</summary>
    internal TimeSpan Due { get; set; }

    /// <summary>Which of two that are due together was armed first.</summary>
    internal long Order { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_disposed)
        {
            return false;
        }

        _period = period;
        time.Arm(this, dueTime);
        return true;
    }

    public void Dispose()
    {
        _disposed = true;
        time.Arm(this, Timeout.InfiniteTimeSpan);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    internal void Fire()
    {
        if (_period > TimeSpan.Zero && !_disposed)
        {
            time.Arm(this, _period);
            if (_disposed)
            {
                time.Arm(this, Timeout.InfiniteTimeSpan); // By somebody else, meanwhile.
            }
        }

        if (!_disposed)
        {
            callback(state);
        }
    }
}
