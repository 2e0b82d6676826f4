using FxOrleans.Pricing;

namespace FxOrleans.Testing;

/// <summary>An engine under test, who reads it, and how to stop it.</summary>
public sealed class RunningEngine(IRateEngine engine, Func<ValueTask> stop) : IAsyncDisposable
{
    public IRateEngine Engine { get; } = engine;

    /// <summary>A reader that has subscribed and then taken a snapshot.</summary>
    public async Task<TickRecorder> ReadAsync()
    {
        var reader = new TickRecorder();
        await Engine.SubscribeAsync(reader.Receive, CancellationToken.None);
        await FillAsync(reader);
        return reader;
    }

    /// <summary>Gives the reader a snapshot, which repairs whatever it has missed.</summary>
    public async Task FillAsync(TickRecorder reader) => reader.Offer(await Engine.SnapshotAsync(CancellationToken.None));

    public ValueTask DisposeAsync() => stop();
}
