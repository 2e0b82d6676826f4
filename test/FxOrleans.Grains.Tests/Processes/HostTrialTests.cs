using FxOrleans.Load.Engines;
using FxOrleans.Load.Statistics;
using FxOrleans.Load.Trials;

using Xunit.Abstractions;

namespace FxOrleans.Grains.Tests;

/// <summary>
/// The trials of real hosts that <c>./fx load cluster</c> runs in full, in short, with their own bounds. One that fails is
/// tried again: a machine that is busy with something else starves silos until they declare each other dead.
/// </summary>
[Collection(Timing.Name)]
public sealed class HostTrialTests(ITestOutputHelper output)
{
    private const int Attempts = 3;

    [Fact]
    public Task Killed_three_times_under_load() => TryAsync(report => new KillTrial(report).RunAsync(3, TimeSpan.FromSeconds(8), rate: 200));

    [Fact]
    public Task Stopped_and_started_one_after_the_other() => TryAsync(report => new RollingTrial(report).RunAsync(1, rate: 200));

    [Fact]
    public Task Frozen_and_continued() => TryAsync(report => new FreezeTrial(report, PairHomes.Of).RunAsync(TimeSpan.FromSeconds(7), rate: 100));

    [Fact]
    public Task Redis_killed_and_emptied() => TryAsync(report => new RedisTrial(report).RunAsync(TimeSpan.FromSeconds(5), rate: 100));

    private async Task TryAsync(Func<Report, Task> trial)
    {
        for (var attempt = 1; ; attempt++)
        {
            var report = new Report(output.WriteLine);
            try
            {
                await trial(report);
            }
            catch (Exception failure) when (attempt < Attempts)
            {
                output.WriteLine($"Attempt {attempt} has failed: {failure.Message}");
                continue;
            }

            if (report.Passed || attempt == Attempts)
            {
                Assert.True(report.Passed, "A bound was missed; the output says which.");
                return;
            }
        }
    }
}
