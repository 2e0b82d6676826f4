namespace FxOrleans.EndToEnd.Tests;

/// <summary>A test of a stack that asks for keys.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KeyFactAttribute : FactAttribute
{
    public KeyFactAttribute() => Skip = Stack.Key is null ? "It is for a stack that asks for keys: FX_KEY=KEY ./fx e2e --url URL" : null;
}
