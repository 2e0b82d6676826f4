namespace FxOrleans.EndToEnd.Tests;

/// <summary>Tests of a host with the demo market that leave it as they found it: one host serves them all, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class DemoCollection : ICollectionFixture<DemoSilo>
{
    public const string Name = "One host with the demo market";
}
