namespace FxOrleans.Pricing;

/// <summary>
/// Runs a background work until it ends by itself or is cancelled. A work that throws is reported, counted and started again after a
/// pause that grows while it keeps failing, so that no failure of it ever stops the host. Thread-safe.
/// </summary>
/// <param name="work">The work. It is called again after each failure, so it must be able to start anew.</param>
/// <param name="failed">Called with each failure, such as to log it; what it throws itself is ignored.</param>
/// <param name="time">The clock of the pauses.</param>
public sealed class SupervisedLoop(Func<CancellationToken, Task> work, Action<Exception> failed, TimeProvider time)
{
    /// <summary>The pause after a first failure; each further one doubles it.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest pause. A work that ran for longer than this before it failed begins with the first pause again.</summary>
    public static readonly TimeSpan LastPause = TimeSpan.FromSeconds(5);

    private long _failures;

    /// <summary>How often the work has failed.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>Runs the work. Returns when it has ended or <paramref name="cancel"/> is cancelled, and never throws.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var pause = FirstPause;
        while (!cancel.IsCancellationRequested)
        {
            var startedAt = time.GetTimestamp();
            try
            {
                await work(cancel).ConfigureAwait(false);
                return;
            }
            catch (Exception failure)
            {
                if (cancel.IsCancellationRequested)
                {
                    return;
                }

                Interlocked.Increment(ref _failures);
                Report(failure);
            }

            pause = time.GetElapsedTime(startedAt) > LastPause ? FirstPause : pause;
            await Task.Delay(pause, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LastPause ? pause * 2 : LastPause;
        }
    }

    private void Report(Exception failure)
    {
        try
        {
            failed(failure);
        }
        catch (Exception)
        {
            // A log that fails must not end the work that it is about.
        }
    }
}
