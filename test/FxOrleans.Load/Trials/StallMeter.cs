namespace FxOrleans.Load.Trials;

/// <summary>
/// Measures how busy this machine is: for how long it leaves a ready thread waiting, and how many want each of its processors.
/// A bound on failover holds for a machine that is there for it; what it stood still for, and shared with others, comes on top.
/// </summary>
internal sealed class StallMeter : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    /// <summary>Beyond this a machine is no place to measure.</summary>
    private const double MostCrowded = 4;

    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private long _longest;
    private long _samples;
    private long _running;

    public StallMeter()
    {
        _thread = new Thread(Measure) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>The longest wait since the start.</summary>
    public TimeSpan Longest => TimeSpan.FromTicks(Interlocked.Read(ref _longest));

    /// <summary>Threads that wanted to run for each processor, on average and where the system says so; from 1 to 4.</summary>
    public double Crowding => Math.Clamp((double)Interlocked.Read(ref _running) / Math.Max(1, Interlocked.Read(ref _samples)) / Environment.ProcessorCount, 1, MostCrowded);

    /// <summary>
    /// A bound in milliseconds, as often as a processor is shared, and four times the longest wait: a failover takes a handful
    /// of steps in other processes.
    /// </summary>
    public int Allow(double milliseconds) => (int)((milliseconds * Crowding) + (4 * Longest.TotalMilliseconds));

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

            if (Running() is { } running)
            {
                Interlocked.Add(ref _running, running);
                Interlocked.Increment(ref _samples);
            }
        }
    }

    /// <summary>Threads of the whole machine that run or want to; null where nobody says.</summary>
    private static int? Running()
    {
        const string Load = "/proc/loadavg";
        return OperatingSystem.IsLinux() && File.ReadAllText(Load).Split(' ', '/') is [_, _, _, var running, ..] && int.TryParse(running, out var count) ? count : null;
    }
}
