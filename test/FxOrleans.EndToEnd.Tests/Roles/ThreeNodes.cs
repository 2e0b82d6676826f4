namespace FxOrleans.EndToEnd.Tests;

/// <summary>Three serving nodes for the tests of a class, which leave them in step.</summary>
public sealed class ThreeNodes : IAsyncLifetime
{
    public NodesCluster Cluster { get; private set; } = null!;

    public async Task InitializeAsync() => Cluster = await NodesCluster.StartAsync(nodes: 3);

    public async Task DisposeAsync() => await Cluster.DisposeAsync();
}
