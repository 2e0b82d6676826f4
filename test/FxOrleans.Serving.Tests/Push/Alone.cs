namespace FxOrleans.Serving.Tests.Push;

/// <summary>Tests that look at the whole process: they run when no other does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
