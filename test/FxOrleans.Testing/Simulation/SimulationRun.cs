using System.Collections.Concurrent;

namespace FxOrleans.Testing.Simulation;

/// <summary>Many cases, one a seed.</summary>
/// <param name="Checked">Prices that were checked.</param>
/// <param name="Refused">Quotes that were refused before they were quotes.</param>
/// <param name="Failures">What went wrong, each with its seed.</param>
public sealed record SimulationRun(long Checked, long Refused, IReadOnlyCollection<string> Failures)
{
    private const int Batch = 1000;

    // Without a bound the pool starts more and more threads for work that never waits.
    private static readonly ParallelOptions AllCores = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    /// <summary>Runs the cases of the seeds <paramref name="first"/> to <paramref name="first"/> + <paramref name="cases"/> − 1 on all cores.</summary>
    public static SimulationRun Of(ulong first, ulong cases)
    {
        var failures = new ConcurrentQueue<string>();
        var (done, refused) = (0L, 0L);
        Parallel.For(0, (long)((cases + Batch - 1) / Batch), AllCores, batch =>
        {
            var one = new SimulationCase();
            for (var i = (ulong)batch * Batch; i < Math.Min(cases, ((ulong)batch + 1) * Batch); i++)
            {
                if (one.Run(first + i) is { } failure)
                {
                    failures.Enqueue(failure);
                }
            }

            Interlocked.Add(ref done, one.Checked);
            Interlocked.Add(ref refused, one.Refused);
        });
        return new SimulationRun(done, refused, failures);
    }
}
