using FxOrleans.Load.Clients;
using FxOrleans.Load.Statistics;

namespace FxOrleans.Load.Scenarios;

/// <summary>A tick of one pair reaches many subscribers: each gets it in one frame, the same bytes, encoded once.</summary>
internal sealed class TickScenario(Report report)
{
    public async Task RunAsync(int connections)
    {
        const int Rate = 5;
        const int Seconds = 4;
        report.Line($"tick: {connections} WebSocket subscribers of USD/EUR, {Rate} ticks a second for {Seconds} s");
        await using var subject = await Subject.StartAsync("/ws/rates?pairs=USD/EUR", PushKind.OnePair, connections, 1);
        await subject.StepAsync(Rate, 0, 1);
        var before = await subject.StatisticsAsync();
        var result = await subject.StepAsync(Rate, 0, Seconds);
        var after = await subject.StatisticsAsync();
        var ticks = result.Expected / connections;
        report.Bound("share of ticks that arrived at every subscriber", result.Share, 1, atLeast: true);
        report.Bound("frames for each tick and subscriber", (double)result.Frames / result.Expected, 1, atLeast: false);
        report.Bound("different byte sequences among subscribers", result.Different, 1, atLeast: false);
        report.Bound("encodings for each tick", (double)(after[0] - before[0]) / ticks, 1, atLeast: false);
        report.Line($"     from the tick to a subscriber: p50 {result.P50:0.0} ms, p99 {result.P99:0.0} ms, last {result.Most:0.0} ms");
    }
}
