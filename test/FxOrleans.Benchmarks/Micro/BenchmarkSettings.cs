using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

namespace FxOrleans.Benchmarks.Micro;

/// <summary>
/// Short jobs in this process: nothing is generated and built, which the repository's build settings would get in the way of.
/// </summary>
internal sealed class BenchmarkSettings : ManualConfig
{
    public BenchmarkSettings()
    {
        AddJob(Job.ShortRun.WithToolchain(InProcessNoEmitToolchain.Instance));
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumnProvider(DefaultColumnProviders.Instance);
        AddLogger(NullLogger.Instance);
        WithOptions(ConfigOptions.DisableLogFile);
        ArtifactsPath = Path.Combine(Path.GetTempPath(), "fxorleans-benchmarks");
    }
}
