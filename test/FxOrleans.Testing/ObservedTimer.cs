namespace FxOrleans.Testing;

/// <summary>A timer of <see cref="FakeTime"/>, which is told when it is armed.</summary>
internal sealed class ObservedTimer(FakeTime time, TimerCallback callback, object? state) : ITimer
{
    private ITimer _inner = null!;
    private TimeSpan _period;
    private int _fired;

    /// <summary>The timestamp at which it fires next.</summary>
    internal long Due { get; set; }

    /// <summary>How often it has fired.</summary>
    internal int Fired => Volatile.Read(ref _fired);

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _period = period;
        var fired = Fired;
        var changed = _inner.Change(dueTime, period);
        time.Note(this, changed && dueTime != Timeout.InfiniteTimeSpan ? dueTime : null, fired);
        return changed;
    }

    public void Dispose()
    {
        _inner.Dispose();
        time.Note(this, null, Fired);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    internal void Attach(ITimer inner) => _inner = inner;

    internal void Fire()
    {
        time.Note(this, _period > TimeSpan.Zero ? _period : null, Interlocked.Increment(ref _fired));
        callback(state);
    }
}
