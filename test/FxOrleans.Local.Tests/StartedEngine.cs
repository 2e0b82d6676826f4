using FxOrleans.Pricing;
using FxOrleans.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace FxOrleans.Local.Tests;

/// <summary>A <see cref="LocalEngine"/> that runs, and who reads it.</summary>
internal sealed class StartedEngine : IAsyncDisposable
{
    private StartedEngine(LocalEngine engine) => Engine = engine;

    public LocalEngine Engine { get; }

    public TickRecorder Reader { get; } = new();

    public static async Task<StartedEngine> StartAsync(EngineSetup setup, IPriceMemory? memory = null, LocalEngineOptions? options = null)
    {
        var started = new StartedEngine(new LocalEngine(
            setup.Providers,
            setup.Tracked,
            setup.Policy,
            setup.Sinks,
            memory,
            options ?? new LocalEngineOptions(),
            setup.Time,
            NullLogger<LocalEngine>.Instance,
            setup.Book));
        await started.Engine.SubscribeAsync(started.Reader.Receive, CancellationToken.None);
        await started.Engine.StartAsync(CancellationToken.None);
        return started;
    }

    public RunningEngine ToRunning() => new(Engine, DisposeAsync);

    /// <summary>Completes with the pair's price once a subscriber has one that fits.</summary>
    public async Task<Price> PriceAsync(string pair, Func<Price, bool> fits, string what)
    {
        await Eventually.TrueAsync(() => Reader.Latest(Given.Pair(pair)) is { } price && fits(price), what);
        return Reader.Latest(Given.Pair(pair))!.Value;
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.StopAsync(CancellationToken.None);
        Engine.Dispose();
    }
}
