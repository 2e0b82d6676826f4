using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Prices;

/// <summary>An upstream of the past that tells what a test gives it, and counts who asks. Thread-safe.</summary>
internal sealed class FakePast(string name = "Upstream") : IPriceHistorySource, ICandleSource
{
    private int _calls;

    public string Name => name;

    public bool Simulated { get; set; }

    /// <summary>The pairs that it knows.</summary>
    public Predicate<CurrencyPair> Knows { get; set; } = static _ => true;

    /// <inheritdoc/>
    public bool GivesFixings { get; set; }

    /// <summary>The shortest step that it has.</summary>
    public TimeSpan Finest { get; set; } = TimeSpan.Zero;

    public IReadOnlyList<PastPrice> Points { get; set; } = [new PastPrice(Given.Now.AddHours(-2), 100.5m), new PastPrice(Given.Now.AddHours(-1), 101m)];

    public IReadOnlyList<HistoryBar> Bars { get; set; } = [new HistoryBar(Given.Now.AddHours(-2), 100, 102, 99, 101, 7)];

    /// <summary>What it fails with; null while it works.</summary>
    public volatile ProviderException? Failure;

    /// <summary>Awaited before it answers.</summary>
    public Task Held { get; set; } = Task.CompletedTask;

    /// <summary>From when on it was asked for points the last time.</summary>
    public DateTimeOffset AskedFrom { get; private set; }

    public int Calls => Volatile.Read(ref _calls);

    public bool Covers(HistoryRequest request) => request.Step >= Finest && Knows(request.Pair);

    public async Task<IReadOnlyList<PastPrice>> HistoryAsync(HistoryRequest request, CancellationToken cancel)
    {
        AskedFrom = request.From;
        await AskAsync();
        return Points;
    }

    public async Task<IReadOnlyList<HistoryBar>> CandlesAsync(HistoryRequest request, CancellationToken cancel)
    {
        await AskAsync();
        return Bars;
    }

    private async Task AskAsync()
    {
        Interlocked.Increment(ref _calls);
        await Held;
        if (Failure is { } failure)
        {
            throw failure;
        }
    }
}
