using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Perfolizer.Horology;

namespace FxOrleans.Benchmarks.Micro;

/// <summary>
/// Short jobs in this process: nothing is generated and built, which the repository's build settings would get in the way of.
/// </summary>
internal sealed class BenchmarkSettings : ManualConfig
{
    /// <param name="rounds">Measured ones, and as many before them to warm up.</param>
    /// <param name="seconds">The time that a round takes.</param>
    public BenchmarkSettings(int rounds, double seconds)
    {
        AddJob(Job.ShortRun.WithToolchain(InProcessNoEmitToolchain.Instance)
            .WithWarmupCount(rounds).WithIterationCount(rounds).WithIterationTime(TimeInterval.FromSeconds(seconds)));
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumnProvider(DefaultColumnProviders.Instance);
        AddLogger(NullLogger.Instance);
        WithOptions(ConfigOptions.DisableLogFile);
        ArtifactsPath = Path.Combine(Path.GetTempPath(), "fxorleans-benchmarks");
    }
}
