using FxOrleans.Pricing;

namespace FxOrleans.Testing;

/// <summary>An engine under test, and how to stop it.</summary>
public sealed class RunningEngine(IRateEngine engine, Func<ValueTask> stop) : IAsyncDisposable
{
    public IRateEngine Engine { get; } = engine;

    public ValueTask DisposeAsync() => stop();
}
