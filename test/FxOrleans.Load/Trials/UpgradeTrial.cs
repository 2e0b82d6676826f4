using System.Text.Json;
using FxOrleans.Load.Statistics;

namespace FxOrleans.Load.Trials;

/// <summary>
/// Three nodes of an older build, which are stopped one after the other and started again as this build, and then all the way back: what clients
/// see while versions are mixed, and whether nodes of both ask and answer one another.
/// </summary>
internal sealed class UpgradeTrial(Report report, string old)
{
    private const double MostMilliseconds = 2000;

    /// <summary>What the entrance does: haproxy's <c>retries 2</c>.</summary>
    private const int Retries = 2;

    private int _asked;
    private int _unanswered;

    public async Task RunAsync(double rate)
    {
        report.Line($"cluster-upgrade: {rate:0} requests a second, three nodes from the build in {old} to this one and back, one by one");
        await using var cluster = await TrialCluster.StartAsync(program: old);
        using var stalls = new StallMeter();
        await using var entrance = new Entrance(cluster.Nodes, asksForReadiness: true);
        await using var requests = new RequestLoad(entrance, TrialCluster.Pairs, cluster.Decided, rate, Retries);
        requests.Start();
        var replaced = new Replacements(cluster);
        foreach (var (program, build) in new[] { ((string?)null, "this build"), (old, "the old build") })
        {
            foreach (var node in cluster.Nodes)
            {
                report.Line($"     to {build}: {await replaced.ReplaceAsync(node, program)}");
                await AskAcrossAsync(cluster);
            }
        }

        var count = await requests.StopAsync();
        report.Line($"     {count}; this machine stood still for up to {stalls.Longest.TotalMilliseconds:0} ms; nodes that had to be started twice: {cluster.Revived}");
        report.Line($"     silence of each pair: when a node left {replaced.Leaving}; when one joined {replaced.Joining}");
        report.Bound("failed requests", count.Failed, 0, atLeast: false);
        report.Bound("nodes that did not end with 0", replaced.BadEnds, 0, atLeast: false);
        report.Bound("longest silence of a pair", Math.Max(replaced.Leaving.Most, replaced.Joining.Most), MostMilliseconds, atLeast: false, " ms");
        report.Bound("explanations and provider statuses that did not come from node to node", _unanswered, 0, atLeast: false, more: $"of {_asked}");
        cluster.Report(report, count);
    }

    /// <summary>Asks every node why each pair's price is what it is. The grains of two thirds of them live on the other nodes, of either build.</summary>
    private async Task AskAcrossAsync(TrialCluster cluster)
    {
        foreach (var node in cluster.Nodes)
        {
            foreach (var pair in TrialCluster.Pairs)
            {
                await AskAsync(node, $"/rate/explain?from={pair[..3]}&to={pair[4..]}", answer => answer.GetProperty("complete").GetBoolean() && answer.GetProperty("quotes").GetArrayLength() > 0);
            }

            await AskAsync(node, "/providers", answer => answer.EnumerateArray().Any(provider => provider.GetProperty("name").GetString() == "OneFrame" && provider.GetProperty("accepted").GetInt64() > 0));
        }
    }

    private async Task AskAsync(TrialNode node, string path, Func<JsonElement, bool> isWhole)
    {
        _asked++;
        if (!await AnswersAsync(node, path, isWhole) && !await AnswersAsync(node, path, isWhole)) // A busy machine may cost one its second.
        {
            _unanswered++;
        }
    }

    private static async Task<bool> AnswersAsync(TrialNode node, string path, Func<JsonElement, bool> isWhole)
    {
        try
        {
            using var answer = JsonDocument.Parse(await node.Http.GetByteArrayAsync(path));
            return isWhole(answer.RootElement);
        }
        catch (Exception failed) when (failed is HttpRequestException or TaskCanceledException or JsonException)
        {
            return false;
        }
    }
}
