using FxOrleans.Load.Trials;

namespace FxOrleans.Grains.Tests;

/// <summary>A host starts without a false alarm, and stops without complaint when it is asked to.</summary>
public sealed class GracefulStopTests
{
    private static readonly string[] Complaints = ["fail:", "crit:", "Participant check thread has not completed"];

    [Fact]
    public async Task The_only_silo_starts_without_an_alarm_and_stops_without_an_error_while_a_provider_streams()
    {
        await using var cluster = await TrialCluster.StartAsync(nodes: 1);
        var node = cluster.Nodes[0];
        await StopAsync(node);
        await node.StartAsync();
        await cluster.SettledAsync();
        await StopAsync(node);
    }

    private static async Task StopAsync(TrialNode node)
    {
        var (_, code) = await node.StopAsync();
        Assert.Equal(0, code);
        Assert.True(Array.TrueForAll(Complaints, complaint => !node.Output.Contains(complaint, StringComparison.Ordinal)), node.Output);
    }
}
