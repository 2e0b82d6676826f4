using FxOrleans.Load.Statistics;
using FxOrleans.Testing.Fuzz;

namespace FxOrleans.Load.Scenarios;

/// <summary>
/// Strangers' requests to a host of its own, beside a real Redis: no 5xx, every error problem+json, no new key or metric series,
/// memory flat; then bad keys and foreign pages, all refused.
/// </summary>
internal sealed class FuzzScenario(Report report)
{
    public const string Name = "fuzz";

    private const double Mebibyte = 1024 * 1024;

    public async Task RunAsync(int requests, int badKeys, int seed)
    {
        report.Line($"fuzz: {requests} requests to /rate, hub and sockets, then {badKeys} bad keys (seed {seed})");
        var found = await FuzzTrial.RunAsync(requests, badKeys, seed);
        foreach (var (outcome, count) in found.Tally.Outcomes)
        {
            report.Line($"     {outcome}: {count}");
        }

        foreach (var fault in found.Tally.Faults.Concat(found.NewKeys).Concat(found.NewSeries))
        {
            report.Line($"     ! {fault.ReplaceLineEndings(" ")}");
        }

        report.Bound("answers that were 5xx or no problem+json", found.Tally.Faults.Count, 0, atLeast: false);
        report.Bound("new Redis keys", found.NewKeys.Count, 0, atLeast: false);
        report.Line($"     {found.Series} metric series before");
        report.Bound("new metric series", found.NewSeries.Count, FuzzBounds.MostNewSeries, atLeast: false);
        report.Bound("MiB grown", found.Grown / Mebibyte, FuzzBounds.MostGrown / Mebibyte, atLeast: false);
        report.Bound("bad keys refused with 401", found.Refused, found.BadKeys, atLeast: true);
        report.Bound("foreign pages let in", found.Foreign, 0, atLeast: false);
        report.Bound("MiB grown by bad keys", found.GrownByBadKeys / Mebibyte, FuzzBounds.MostGrown / Mebibyte, atLeast: false);
    }
}
