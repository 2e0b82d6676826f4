using FxOrleans.Testing;

namespace FxOrleans.Local.Tests;

/// <summary>The engine contract in one process.</summary>
public sealed class LocalEngineContractTests : EngineContract
{
    protected override async Task<RunningEngine> StartAsync(EngineSetup setup) => (await StartedEngine.StartAsync(setup)).ToRunning();
}
