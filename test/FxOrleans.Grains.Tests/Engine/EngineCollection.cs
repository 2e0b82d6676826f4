namespace FxOrleans.Grains.Tests;

/// <summary>The tests that share the <see cref="EngineCluster"/>.</summary>
[CollectionDefinition(Name)]
public sealed class EngineCollection : ICollectionFixture<EngineCluster>
{
    public const string Name = "Engine";
}
