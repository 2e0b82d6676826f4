namespace FxOrleans.EndToEnd.Tests;

/// <summary>For what looks at a host that has the machine to itself: no other test of this project runs meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = nameof(Alone);
}
