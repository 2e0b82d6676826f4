using FxOrleans.Load.Statistics;

namespace FxOrleans.Load.Trials;

/// <summary>
/// Three nodes under load, one of them killed again and again and started again: what clients that try one other node see,
/// and how long the pairs are silent at the nodes that stay.
/// </summary>
internal sealed class KillTrial(Report report)
{
    private const double MostMilliseconds = 3000;

    /// <summary>Long enough that a death is noticed by the others, and not told by the node's successor.</summary>
    private static readonly TimeSpan DownFor = TimeSpan.FromSeconds(4);

    public async Task RunAsync(int kills, TimeSpan every, double rate)
    {
        report.Line($"cluster-kill: {rate:0} requests a second, {kills} times kill -9, one every {every.TotalSeconds:0} s");
        await using var cluster = await TrialCluster.StartAsync();
        using var stalls = new StallMeter();
        await using var entrance = new Entrance(cluster.Nodes, asksForReadiness: false);
        await using var requests = new RequestLoad(entrance, TrialCluster.Pairs, cluster.Decided, rate, retries: 1);
        requests.Start();
        var gaps = new Gaps();
        for (var kill = 0; kill < kills; kill++)
        {
            var startedAt = TimeProvider.System.GetTimestamp();
            var victim = cluster.Nodes[kill % cluster.Nodes.Count];
            var readers = cluster.ReadersBut(victim);
            Array.ForEach(readers, reader => reader.Mark());
            victim.Kill();
            await Task.Delay(DownFor, TimeProvider.System);
            await victim.StartAsync();
            await cluster.SettledAsync();
            var rest = every - TimeProvider.System.GetElapsedTime(startedAt);
            await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, TimeProvider.System);
            var silent = readers.SelectMany(reader => reader.Gaps()).ToArray();
            gaps.Add(silent);
            report.Line($"     kill {kill + 1}: node {victim.Number}, longest silence of a pair {silent.Max():0} ms");
            await ExplainAsync(cluster, readers);
        }

        var count = await requests.StopAsync();
        report.Line($"     {count}");
        report.Line($"     silence of each pair after each kill, its return included: {gaps}; this machine stood still for up to {stalls.Longest.TotalMilliseconds:0} ms; nodes that had to be started twice: {cluster.Revived}");
        report.Bound("requests that succeeded with one retry", count.Succeeded, 99.9, atLeast: true, " %");
        report.Bound("p99 of the silence of a pair", gaps.At(0.99), MostMilliseconds, atLeast: false, " ms");
        cluster.Report(report, count);
    }

    /// <summary>Says what there is to know of pairs that were silent for too long.</summary>
    private async Task ExplainAsync(TrialCluster cluster, TickReader[] readers)
    {
        var silent = readers.SelectMany(reader => reader.Silences().Where(silence => silence.Milliseconds > 2 * MostMilliseconds)
            .Select(silence => $"{silence} at {reader.Address}")).ToArray();
        if (silent.Length > 0)
        {
            report.Line($"     {string.Join("; ", silent)}\n{await cluster.TellAsync()}");
        }
    }
}
