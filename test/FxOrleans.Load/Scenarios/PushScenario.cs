using System.Diagnostics;
using FxOrleans.Load.Clients;
using FxOrleans.Load.Statistics;

namespace FxOrleans.Load.Scenarios;

/// <summary>
/// How many updates a second reach many connections: a plain hub's group send, our hub and our socket, in turns. An update is
/// a tick times a connection. A pace is kept when at least 99 % of the ticks arrive themselves, not in the shape of a newer
/// price, and 99 % of them within 100 ms of the moment they were due. The pace doubles until it is not kept, then half a
/// doubling is tried.
/// </summary>
internal sealed class PushScenario(Report report)
{
    private const double Wanted = 3;
    private const double MostMilliseconds = 100;
    private const double LeastShare = 0.99;
    private const double WarmUp = 0.2;

    /// <summary>No round is begun that would end later.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2.5);

    private long _old;
    private long _checked;
    private long _wrong;

    private static FormattableString Heading => $"round  subject                 ticks/s   updates/s  arrived  p50 ms  p99 ms   MB/s  frames/s  CPU µs/update";

    public async Task RunAsync(int connections, int pairs, int rounds, double seconds)
    {
        report.Line($"push: {connections} connections, each subscribed to {pairs} pairs; at most {rounds} rounds; steps of {seconds:0.#} s; kept when ≥ 99 % arrive and p99 ≤ 100 ms");
        await using var plain = await Subject.StartAsync("plain hub, group send", PushKind.PlainHub, connections, pairs);
        await using var hub = await Subject.StartAsync("/hubs/rates", PushKind.Hub, connections, pairs);
        await using var socket = await Subject.StartAsync("/ws/rates?batch=1", PushKind.Socket, connections, pairs);
        await using var objects = await Subject.StartAsync("/ws/rates", PushKind.Objects, connections, pairs);
        Subject[] subjects = [plain, hub, socket, objects];
        var best = subjects.ToDictionary(subject => subject, _ => new List<double>());
        report.Line(Heading);
        var started = Stopwatch.GetTimestamp();
        for (var round = 1; round <= rounds && Stopwatch.GetElapsedTime(started) * round / Math.Max(1, round - 1) < Longest; round++)
        {
            foreach (var subject in subjects)
            {
                var start = best[subject].Count == 0 ? 100_000.0 / connections : best[subject].Max() / connections / 2;
                best[subject].Add(await ClimbAsync(subject, round, start, connections, seconds));
            }
        }

        foreach (var subject in subjects)
        {
            report.Line($"{subject.Name,-24} {Spread.Of(best[subject]).Median,12:#,0} updates/s, {subject.Server.Memory / 1048576.0:0} MB");
        }

        foreach (var subject in subjects.Skip(1))
        {
            var ratio = Spread.OfRatios(best[subject], best[plain]);
            report.Speed($"{subject.Name} to the plain hub", ratio.Median, Wanted, atLeast: true, more: ratio.Text());
        }

        await OverloadAsync(subjects.Skip(1), best, connections, seconds);
        Judge();
    }

    /// <summary>The same three at one pace, whether it is kept or not: what an update costs.</summary>
    public async Task AtAsync(double rate, int connections, int pairs, int rounds, double seconds)
    {
        report.Line($"push: {connections} connections, each subscribed to {pairs} pairs; {rounds} rounds at {rate:0} ticks a second");
        await using var plain = await Subject.StartAsync("plain hub, group send", PushKind.PlainHub, connections, pairs);
        await using var hub = await Subject.StartAsync("/hubs/rates", PushKind.Hub, connections, pairs);
        await using var socket = await Subject.StartAsync("/ws/rates?batch=1", PushKind.Socket, connections, pairs);
        await using var objects = await Subject.StartAsync("/ws/rates", PushKind.Objects, connections, pairs);
        report.Line(Heading);
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var subject in new[] { plain, hub, socket, objects })
            {
                await AttemptAsync(subject, round, rate, connections, seconds);
            }
        }

        Judge();
    }

    private async Task<double> ClimbAsync(Subject subject, int round, double start, int connections, double seconds)
    {
        var (kept, rate) = (0.0, start);
        while (await TryAsync(subject, round, rate, connections, seconds))
        {
            (kept, rate) = (rate, rate * 2);
        }

        while (kept == 0 && rate > start / 16)
        {
            rate /= 2;
            kept = await TryAsync(subject, round, rate, connections, seconds) ? rate : 0;
        }

        var between = kept * Math.Sqrt(2);
        return connections * (kept > 0 && await TryAsync(subject, round, between, connections, seconds) ? between : kept);
    }

    // What fails once may be another process's doing: a pace is given up after three attempts.
    private async Task<bool> TryAsync(Subject subject, int round, double rate, int connections, double seconds)
    {
        var kept = false;
        for (var attempt = 0; attempt < 3 && !kept; attempt++)
        {
            kept = await AttemptAsync(subject, round, rate, connections, seconds);
        }

        return kept;
    }

    private async Task<bool> AttemptAsync(Subject subject, int round, double rate, int connections, double seconds)
    {
        var cpu = subject.Server.Cpu;
        var result = await StepAsync(subject, rate, seconds);
        cpu = subject.Server.Cpu - cpu;
        var kept = result.Share >= LeastShare && result.P99 <= MostMilliseconds;
        var updates = rate * connections;
        var whole = WarmUp + seconds;
        var cost = cpu.TotalMicroseconds * seconds / whole / Math.Max(1, result.Delivered);
        report.Line($"{round,5}  {subject.Name,-22} {rate,8:0} {updates,11:#,0} {result.Share,8:0.0%} {result.P50,7:0.0} {result.P99,7:0.0} {result.Bytes / whole / 1e6,6:0} {result.Frames / whole,9:0} {cost,9:0.00} {(kept ? "" : "not kept")}");
        return kept;
    }

    // Beyond what can be sent, a subscriber gets fewer, newer prices: the wait for a price that is at least as new stays short.
    private async Task OverloadAsync(IEnumerable<Subject> subjects, Dictionary<Subject, List<double>> best, int connections, double seconds)
    {
        foreach (var subject in subjects)
        {
            var rate = 3 * best[subject].Max() / connections;
            var result = await StepAsync(subject, rate, seconds);
            report.Line($"overload {subject.Name,-20} {rate * connections,11:#,0} updates/s: {result.Share:0.0%} arrived, {(double)(result.Delivered + result.Superseded) / result.Expected:0.0%} with newer ones, p99 {result.P99:0.0} ms, {subject.Server.Memory / 1048576.0:0} MB");
        }
    }

    private async Task<PushResult> StepAsync(Subject subject, double rate, double seconds)
    {
        var (before, result) = (subject.Last, await subject.StepAsync(rate, WarmUp, seconds));
        _old += result.Old - (before?.Old ?? 0);
        _checked += result.Checked - (before?.Checked ?? 0);
        _wrong += result.Wrong - (before?.Wrong ?? 0);
        return result;
    }

    private void Judge()
    {
        report.Bound("prices that went back at a subscriber", _old, 0, atLeast: false);
        report.Bound("prices that are not what was decided under their number", _wrong, 0, atLeast: false, more: $"of {_checked} that were looked at");
        report.Bound("prices that were looked at", _checked, 1, atLeast: true);
    }
}
