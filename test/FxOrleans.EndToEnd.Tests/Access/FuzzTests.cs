using FxOrleans.Testing.Fuzz;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>Strangers' requests break nothing and leave nothing behind. `./fx load fuzz` sends 100,000 of them.</summary>
[Slow]
public sealed class FuzzTests
{
    [Fact]
    public async Task Fuzzed_requests_and_bad_keys_are_refused_and_leave_nothing_behind()
    {
        var report = await FuzzTrial.RunAsync(requests: 6000, badKeys: 2000, seed: 7);

        Assert.Empty(report.Tally.Faults);
        Assert.True(report.Tally.Count >= 5500, string.Join(", ", report.Tally.Outcomes));
        Assert.Empty(report.NewKeys);
        Assert.True(report.NewSeries.Count <= FuzzBounds.MostNewSeries, string.Join('\n', report.NewSeries));
        Assert.DoesNotContain(report.NewSeries, series => series.Contains("evil", StringComparison.Ordinal));
        Assert.InRange(report.Grown, long.MinValue, FuzzBounds.MostGrown);
        Assert.Equal(report.BadKeys, report.Refused);
        Assert.Equal(0, report.Foreign);
        Assert.InRange(report.GrownByBadKeys, long.MinValue, FuzzBounds.MostGrown);
    }
}
