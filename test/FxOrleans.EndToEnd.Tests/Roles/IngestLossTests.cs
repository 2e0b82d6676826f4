using FxOrleans.Testing;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>Serving nodes that have lost the node that decides.</summary>
public sealed class IngestLossTests
{
    [Fact]
    public async Task Without_the_ingest_node_they_go_on_with_true_ages_until_all_is_stale()
    {
        await using var cluster = await NodesCluster.StartAsync(nodes: 1);
        await Eventually.TrueAsync(async () => (await cluster.Nodes[0].GetAsync("/providers")).GetArrayLength() > 0, "the providers are told of");
        cluster.Ingest.Kill();
        foreach (var node in cluster.Nodes)
        {
            await Eventually.TrueAsync(async () => WireRate.Read(await node.GetAsync(NodesCluster.UsdEur)).Status == "stale", "USD/EUR turns stale");
            Assert.True(TimeProvider.System.GetUtcNow() - WireRate.Read(await node.GetAsync(NodesCluster.UsdEur)).Timestamp >= TimeSpan.FromSeconds(10));
            Assert.Equal("503 rate_stale", await node.ProblemAsync(NodesCluster.UsdEur + "&max_age=5s"));
            await Eventually.TrueAsync(
                async () => (await node.GetAsync("/providers")).EnumerateArray().All(row => row.GetProperty("state").GetString() is "failing" or "disabled"),
                "no provider is said to be well");
        }
    }
}
