using FxOrleans.Load.Statistics;
using FxOrleans.Testing;

namespace FxOrleans.Load.Trials;

/// <summary>
/// Redis killed, and back with nothing in it, while a fourth node starts that knows no one but Redis. Then one of the old
/// ones is killed: what was put back must carry the cluster on.
/// </summary>
internal sealed class RedisTrial(Report report)
{
    private const double MostSecondsApart = 10;
    private const double MostMilliseconds = 3000;

    private static readonly TimeSpan WatchFor = TimeSpan.FromSeconds(8);

    public async Task RunAsync(TimeSpan away, double rate)
    {
        report.Line($"cluster-redis: Redis away for {away.TotalSeconds:0} s and back empty; {rate:0} requests a second");
        await using var cluster = await TrialCluster.StartAsync();
        using var stalls = new StallMeter();
        await using var entrance = new Entrance([.. cluster.Nodes], asksForReadiness: false);
        await using var requests = new RequestLoad(entrance, TrialCluster.Pairs, cluster.Decided, rate, retries: 0);
        requests.Start();
        Array.ForEach(cluster.ReadersBut(), reader => reader.Mark());
        cluster.Redis.Kill();
        await Task.Delay(away, TimeProvider.System);
        var silent = cluster.Readers.Max(reader => reader.Gaps().Max());
        await cluster.Redis.RestartAsync();
        var backAt = TimeProvider.System.GetTimestamp();
        var joining = cluster.AddAsync();
        await Eventually.TrueAsync(async () => await cluster.WrittenAsync() >= TrialCluster.Pairs.Count, "the prices are written again", TimeSpan.FromSeconds(60));
        var refilled = TimeProvider.System.GetElapsedTime(backAt);
        var apart = await ApartAsync(cluster, joining);
        await cluster.SettledAsync();
        var count = await requests.StopAsync();
        report.Line($"     {count}; prices written again {refilled.TotalSeconds:0.0} s after Redis was back; this machine stood still for up to {stalls.Longest.TotalMilliseconds:0} ms; nodes that had to be started twice: {cluster.Revived}");
        report.Bound("failed requests, without a retry", count.Failed, 0, atLeast: false);
        report.Bound("longest silence of a pair while Redis was away", silent, MostMilliseconds, atLeast: false, " ms");
        report.Bound("for how long the newcomer and the others were two clusters", apart.TotalSeconds, MostSecondsApart, atLeast: false, " s");

        var readers = cluster.ReadersBut(cluster.Nodes[0]);
        Array.ForEach(readers, reader => reader.Mark());
        cluster.Nodes[0].Kill();
        await Task.Delay(WatchFor, TimeProvider.System);
        report.Bound("longest silence of a pair after a kill in the cluster put back", readers.Max(reader => reader.Gaps().Max()), MostMilliseconds, atLeast: false, " ms");
        cluster.Report(report, count, heardAll: false);
    }

    /// <summary>From when the newcomer is active until it and all others see each other.</summary>
    private static async Task<TimeSpan> ApartAsync(TrialCluster cluster, Task<TrialNode> joining)
    {
        await joining;
        var activeAt = TimeProvider.System.GetTimestamp();
        await Eventually.TrueAsync(
            async () => (await Task.WhenAll(cluster.Nodes.Select(node => node.TellsAsync("silos")))).All(silos => silos == cluster.Nodes.Count),
            "all nodes are one cluster",
            TimeSpan.FromSeconds(60));
        return TimeProvider.System.GetElapsedTime(activeAt);
    }
}
