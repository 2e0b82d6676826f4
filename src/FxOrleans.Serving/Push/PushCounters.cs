namespace FxOrleans.Serving.Push;

/// <summary>What the push counts. Written by the flush loop, read by anybody.</summary>
internal sealed class PushCounters
{
    private long _frames;
    private long _prices;
    private long _conflated;
    private long _aborted;
    private long _failed;
    private int _pending;
    private int _largest;

    public FanOutStatistics Statistics => new(
        0, 0, Interlocked.Read(ref _frames), Interlocked.Read(ref _prices), Interlocked.Read(ref _conflated), Interlocked.Read(ref _aborted))
    {
        Pending = Volatile.Read(ref _pending),
        LargestOutbox = Volatile.Read(ref _largest),
        ListenerFailures = Interlocked.Read(ref _failed),
    };

    public void Wrote(int prices)
    {
        Interlocked.Increment(ref _frames);
        Interlocked.Add(ref _prices, prices);
    }

    public void Conflated(int prices) => Interlocked.Add(ref _conflated, prices);

    /// <summary>A listener of this process did not take a message.</summary>
    public void Failed() => Interlocked.Increment(ref _failed);

    public void Aborted() => Interlocked.Increment(ref _aborted);

    /// <summary>What all outboxes and the fullest of them hold.</summary>
    public void Holding(int pending, int largest)
    {
        Volatile.Write(ref _pending, pending);
        Volatile.Write(ref _largest, largest);
    }
}
