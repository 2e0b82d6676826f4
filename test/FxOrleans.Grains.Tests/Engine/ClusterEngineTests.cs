using FxOrleans.Testing;

namespace FxOrleans.Grains.Tests;

/// <summary>The engine contract on one silo.</summary>
public sealed class ClusterEngineTests : EngineContract
{
    protected override async Task<RunningEngine> StartAsync(EngineSetup setup)
    {
        var cluster = await FxCluster.StartAsync(setup);
        return new RunningEngine(FxCluster.EngineOf(cluster.Silos[0]), cluster.DisposeAsync);
    }
}
