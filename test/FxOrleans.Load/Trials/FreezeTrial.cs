using FxOrleans.Load.Statistics;
using FxOrleans.Testing;

namespace FxOrleans.Load.Trials;

/// <summary>
/// One node of three stopped by SIGSTOP and continued: first one that asks no provider, so that pairs of other nodes have no
/// reason to pause, then the one that does: it is the only one, so that all pairs wait until another node asks it. What Redis
/// broadcasts is what was written to it: none of it may be older than what was written before. Each was declared dead meanwhile: it ends
/// with an exit code other than 0, and is back soon after its supervisor starts it.
/// </summary>
/// <param name="report">Where what was found goes.</param>
/// <param name="home">Gives the node on which a pair lives.</param>
internal sealed class FreezeTrial(Report report, Func<string, IReadOnlyList<TrialNode>, TrialNode> home)
{
    private const double MostMilliseconds = 5000;
    private const double MostMillisecondsToReturn = 10_000;

    /// <summary>What a tick may come late by before a pair counts as pausing: the provider sends every 200 ms, so this is one tick missed.</summary>
    private const double OneTickMissed = 200;

    private static readonly TimeSpan WatchFor = TimeSpan.FromSeconds(5);

    public async Task RunAsync(TimeSpan frozen, double rate)
    {
        report.Line($"cluster-freeze: SIGSTOP for {frozen.TotalSeconds:0} s, then SIGCONT; {rate:0} requests a second");
        await using var cluster = await TrialCluster.StartAsync();
        using var stalls = new StallMeter();
        await using var entrance = new Entrance(cluster.Nodes, asksForReadiness: true);
        await using var requests = new RequestLoad(entrance, TrialCluster.Pairs, cluster.Decided, rate, retries: 2);
        requests.Start();
        foreach (var withProvider in (bool[])[false, true])
        {
            var node = await FindAsync(cluster, withProvider);
            var readers = cluster.ReadersBut(node);
            Array.ForEach(readers, reader => reader.Mark());
            await Task.Delay(frozen, TimeProvider.System);
            var before = Longest(readers, pair => !Lives(pair));

            Array.ForEach(readers, reader => reader.Mark());
            node.Freeze();
            await Task.Delay(frozen, TimeProvider.System);
            var (its, others) = (Longest(readers, Lives), Longest(readers, pair => !Lives(pair)));
            var restarted = readers[0].Silences().Count(silence => silence.Restarted);

            Array.ForEach(readers, reader => reader.Mark());
            node.Thaw();
            await Task.Delay(WatchFor, TimeProvider.System);
            var thawed = readers.Max(reader => reader.Gaps().Max());
            report.Line($"     node {node.Number}, which asks {(withProvider ? "the" : "no")} provider: longest silence of its {TrialCluster.Pairs.Count(Lives)} pairs {its}; of the others in as long a time before {before}, while it was frozen {others}; {restarted} pairs started anew; after it went on {thawed:0} ms");
            report.Bound("longest silence of a pair of the frozen node", its.Milliseconds, MostMilliseconds, atLeast: false, " ms");
            report.Bound(
                withProvider ? "longest silence of another, whose only provider the frozen node asked" : "longest silence of another, no longer than without a frozen node",
                others.Milliseconds,
                withProvider ? MostMilliseconds : before.Milliseconds + OneTickMissed,
                atLeast: false,
                " ms");

            await BackAsync(cluster, node);

            bool Lives(string pair) => home(pair, cluster.Nodes) == node;
        }

        var count = await requests.StopAsync();
        report.Line($"     {count}; this machine stood still for up to {stalls.Longest.TotalMilliseconds:0} ms; nodes that had to be started twice: {cluster.Revived}");
        report.Bound("prices written to Redis after newer ones", OldPrices.In(cluster.Broadcasts.Messages), 0, atLeast: false, more: $"of {cluster.Broadcasts.Messages.Count}");
        cluster.Report(report, count);
    }

    private static Silence Longest(IEnumerable<TickReader> readers, Func<string, bool> ofPair) =>
        readers.SelectMany(reader => reader.Silences()).Where(silence => ofPair(silence.Pair)).MaxBy(silence => silence.Milliseconds);

    private static async Task<TrialNode> FindAsync(TrialCluster cluster, bool withProvider)
    {
        foreach (var node in cluster.Nodes)
        {
            if (await node.HealthAsync() is { } health && health.GetProperty("ingestions").GetString()!.Length > 0 == withProvider)
            {
                return node;
            }
        }

        throw new InvalidOperationException("No node is as wanted.");
    }

    /// <summary>A silo that was declared dead ends its process; its supervisor starts it again, and it takes its share of the pairs.</summary>
    private async Task BackAsync(TrialCluster cluster, TrialNode node)
    {
        await Eventually.TrueAsync(() => node.HasEnded, $"node {node.Number}, which was declared dead, ends");
        report.Bound("exit code of a node that was declared dead", await node.EndedAsync(), 1, atLeast: true);
        var startedAt = TimeProvider.System.GetTimestamp();
        await node.StartAsync();
        await Eventually.TrueAsync(
            async () => await node.IsReadyAsync() && await node.TellsAsync("silos") == cluster.Nodes.Count && await node.TellsAsync("pairs") > 0,
            $"node {node.Number} is back in its cluster");
        report.Bound("back in its cluster, with pairs, after its supervisor starts it", TimeProvider.System.GetElapsedTime(startedAt).TotalMilliseconds, MostMillisecondsToReturn, atLeast: false, " ms");
        await cluster.SettledAsync();
    }
}
