using System.Diagnostics;

namespace FxOrleans.Load.Servers;

/// <summary>
/// Emits a <see cref="Step"/>'s ticks when they are due, those that are late at once, until the step's time is over. A tick
/// that the server was too slow to take in that time is never emitted.
/// </summary>
internal sealed class Pacer(Func<long, Task> emit, Action idle)
{
    private readonly ManualResetEvent _never = new(false);

    /// <summary>Runs a step on this thread and gives how many ticks it emitted.</summary>
    public long Run(Step step)
    {
        var end = step.Due(step.End);
        for (var tick = step.First; tick < step.End; tick++)
        {
            while (Stopwatch.GetTimestamp() is var now && now < step.Due(tick))
            {
                _never.WaitOne(1);
            }

            if (Stopwatch.GetTimestamp() > end)
            {
                return tick - step.First;
            }

            var emitted = emit(tick);
            if (!emitted.IsCompletedSuccessfully)
            {
                emitted.GetAwaiter().GetResult();
            }
        }

        return step.Count;
    }

    /// <summary>Takes steps from standard input until it ends; between them keeps the source alive.</summary>
    public void Serve(Func<string> statistics)
    {
        using var alive = new Timer(_ => idle(), null, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(0.5));
        while (Console.ReadLine() is { } line)
        {
            if (line.StartsWith("step ", StringComparison.Ordinal))
            {
                alive.Change(Timeout.Infinite, Timeout.Infinite);
                Console.WriteLine($"stepped {Run(Step.Parse(line["step ".Length..]))}");
                alive.Change(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(0.5));
            }
            else
            {
                Console.WriteLine($"statistics {statistics()}");
            }
        }
    }
}
