using FxOrleans.Load.Statistics;

namespace FxOrleans.Load.Trials;

/// <summary>Three nodes stopped in order and started again, one after the other, behind an entrance that asks for readiness.</summary>
internal sealed class RollingTrial(Report report)
{
    private const double MostMillisecondsLeaving = 1000;
    private const double MostMillisecondsJoining = 2000;

    /// <summary>What the entrance does: haproxy's <c>retries 2</c>.</summary>
    private const int Retries = 2;

    public async Task RunAsync(int rounds, double rate)
    {
        report.Line($"cluster-rolling: {rate:0} requests a second, {rounds} rounds of stopping and starting each of three nodes");
        await using var cluster = await TrialCluster.StartAsync();
        using var stalls = new StallMeter();
        await using var entrance = new Entrance(cluster.Nodes, asksForReadiness: true);
        await using var requests = new RequestLoad(entrance, TrialCluster.Pairs, cluster.Decided, rate, Retries);
        requests.Start();
        var replaced = new Replacements(cluster);
        for (var round = 0; round < rounds; round++)
        {
            foreach (var node in cluster.Nodes)
            {
                report.Line($"     round {round + 1}: {await replaced.ReplaceAsync(node, node.Program)}");
            }
        }

        var count = await requests.StopAsync();
        report.Line($"     {count}; this machine stood still for up to {stalls.Longest.TotalMilliseconds:0} ms; nodes that had to be started twice: {cluster.Revived}");
        report.Line($"     silence of each pair: when a node left {replaced.Leaving}; when one joined {replaced.Joining}");
        report.Bound("failed requests", count.Failed, 0, atLeast: false);
        report.Bound("nodes that did not end with 0", replaced.BadEnds, 0, atLeast: false);
        report.Bound("longest silence of a pair when a node left", replaced.Leaving.Most, MostMillisecondsLeaving, atLeast: false, " ms");
        report.Bound("longest silence of a pair when a node joined", replaced.Joining.Most, MostMillisecondsJoining, atLeast: false, " ms");
        cluster.Report(report, count);
    }
}
