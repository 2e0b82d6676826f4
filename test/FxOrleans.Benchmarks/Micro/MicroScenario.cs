using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using FxOrleans.Load.Statistics;

namespace FxOrleans.Benchmarks.Micro;

/// <summary>Runs the small benchmarks and holds them to their bounds.</summary>
internal sealed class MicroScenario(Report report, int rounds, double seconds)
{
    private const double DecisionNanoseconds = 2000;

    public void Apply() => Run<ApplyBenchmark>(nameof(ApplyBenchmark.Apply), DecisionNanoseconds);

    public void Board() => Run<BoardBenchmark>(nameof(BoardBenchmark.Read), double.PositiveInfinity);

    // The named one allocates nothing and stays within that many nanoseconds; the others are shown.
    private void Run<T>(string free, double nanoseconds)
    {
        foreach (var result in BenchmarkRunner.Run<T>(new BenchmarkSettings(rounds, seconds)).Reports)
        {
            var name = result.BenchmarkCase.Descriptor.WorkloadMethod.Name;
            if (result.ResultStatistics is not { } statistics)
            {
                report.Bound($"{typeof(T).Name}.{name} ran", 0, 1, atLeast: true);
                continue;
            }

            var bytes = result.GcStats.GetBytesAllocatedPerOperation(result.BenchmarkCase) ?? 0;
            report.Line($"     {typeof(T).Name}.{name,-18} {statistics.Median,10:#,0.0} ns ({statistics.Min:#,0.0}–{statistics.Max:#,0.0}) {bytes,7} B");
            if (name == free)
            {
                report.Bound($"{name} allocates", bytes, 0, atLeast: false, unit: " B");
                if (nanoseconds < double.PositiveInfinity)
                {
                    report.Speed($"{name} takes", statistics.Median, nanoseconds, atLeast: false, unit: " ns");
                }
            }
        }
    }
}
