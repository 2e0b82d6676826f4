namespace FxOrleans.Grains.Tests;

/// <summary>Tests that measure time run alone, after the others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Timing
{
    public const string Name = "Timing";
}
