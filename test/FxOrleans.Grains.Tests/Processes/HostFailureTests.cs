using FxOrleans.Load.Trials;
using FxOrleans.Testing;

namespace FxOrleans.Grains.Tests;

/// <summary>
/// Three real hosts on a real redis-server, one of which is killed, one frozen until the others give it up, and whose Redis
/// is lost: every pair ticks on, and every reader is given what was decided, in its order. How soon is for <c>./fx load</c>.
/// </summary>
public sealed class HostFailureTests
{
    [Fact]
    public async Task Pairs_outlive_a_killed_host_a_frozen_one_and_the_loss_of_redis()
    {
        await using var cluster = await TrialCluster.StartAsync();
        try
        {
            var killed = cluster.Nodes[2];
            killed.Kill();
            await GoneAsync(cluster, killed);
            await AllTickAsync(cluster, "after a host was killed", killed);
            await BackAsync(cluster, killed);

            await StarveAsync(cluster.Nodes[0]);
            Assert.All(cluster.Nodes, node => Assert.False(node.HasEnded, $"Node {node.Number} has ended: {node.Output}"));
            await cluster.SettledAsync();

            var frozen = cluster.Nodes[1];
            frozen.Freeze();
            await GoneAsync(cluster, frozen);
            await AllTickAsync(cluster, "while a host is frozen", frozen);
            frozen.Thaw();
            Assert.NotEqual(0, await frozen.EndedAsync()); // It was given up: whoever supervises it has to start it again.
            await AllTickAsync(cluster, "after it was thawed", frozen);
            await BackAsync(cluster, frozen);
            Assert.Equal(0, OldPrices.In(cluster.Broadcasts.Messages));
            cluster.Decided.TakeBroadcasts(cluster.Broadcasts.Messages);
            Assert.Equal((0, 0, 0), (cluster.Decided.Contradictions, cluster.Decided.Old(), cluster.Decided.Undecided()));

            cluster.Redis.Kill();
            await AllTickAsync(cluster, "while Redis is away");
            await cluster.Redis.RestartAsync();
            await Eventually.TrueAsync(async () => await cluster.WrittenAsync() == TrialCluster.Pairs.Count, "the prices are written again");
            await cluster.SettledAsync();

            // What was put back of the membership carries the cluster on.
            cluster.Nodes[0].Kill();
            await GoneAsync(cluster, cluster.Nodes[0]);
            await AllTickAsync(cluster, "after a host was killed in the cluster put back", cluster.Nodes[0]);
            Assert.Equal((0, 0, 0), (cluster.Readers.Sum(reader => reader.Backwards), cluster.Decided.Contradictions, cluster.Decided.Old()));
        }
        catch (Exception failure) when (failure is TimeoutException or Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException($"{failure.Message}\n{await cluster.TellAsync()}", failure);
        }
    }

    private static Task GoneAsync(TrialCluster cluster, TrialNode node) => Eventually.TrueAsync(
        async () => (await Task.WhenAll(cluster.Nodes.Where(other => other != node).Select(other => other.TellsAsync("silos")))).All(count => count == cluster.Nodes.Count - 1),
        $"the others know that node {node.Number} is gone");

    /// <summary>As a container's limit does it: of each second it runs for a little, for longer than a dead silo is waited for.</summary>
    private static async Task StarveAsync(TrialNode node)
    {
        for (var second = 0; second < 6; second++)
        {
            node.Freeze();
            await Task.Delay(TimeSpan.FromMilliseconds(800), TimeProvider.System);
            node.Thaw();
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
    }

    private static async Task BackAsync(TrialCluster cluster, TrialNode node)
    {
        await node.StartAsync();
        await cluster.SettledAsync();
    }

    private static async Task AllTickAsync(TrialCluster cluster, string when, params TrialNode[] but)
    {
        var readers = cluster.ReadersBut(but);
        Array.ForEach(readers, reader => reader.Mark());
        await Eventually.TrueAsync(() => Array.TrueForAll(readers, reader => reader.Ticked == TrialCluster.Pairs.Count), $"every pair ticks {when}");
    }
}
