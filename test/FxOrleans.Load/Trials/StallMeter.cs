namespace FxOrleans.Load.Trials;

/// <summary>
/// Measures for how long this machine leaves a ready thread waiting: printed beside the figures of a trial, whose bounds hold
/// for a machine that has nothing else to do.
/// </summary>
internal sealed class StallMeter : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private long _longest;

    public StallMeter()
    {
        _thread = new Thread(Measure) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>The longest wait since the start.</summary>
    public TimeSpan Longest => TimeSpan.FromTicks(Interlocked.Read(ref _longest));

    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _stop.Dispose();
    }

    private void Measure()
    {
        while (true)
        {
            var before = TimeProvider.System.GetTimestamp();
            if (_stop.Token.WaitHandle.WaitOne(Step))
            {
                return;
            }

            var late = TimeProvider.System.GetElapsedTime(before) - Step;
            if (late.Ticks > Interlocked.Read(ref _longest))
            {
                Interlocked.Exchange(ref _longest, late.Ticks);
            }
        }
    }
}
