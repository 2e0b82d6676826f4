using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Grains.Tests;

/// <summary>
/// One silo for all tests of a collection, which change nothing for each other: each has pairs of its own. Real time with
/// short paces, because a cluster has loops of its own; every wait is for a condition and has a deadline.
/// </summary>
public sealed class EngineCluster : IAsyncLifetime
{
    private FxCluster _cluster = null!;

    /// <summary>Two feeds that say what a test tells them to.</summary>
    public Feed A { get; } = new(Given.Live("A"));

    public Feed B { get; } = new(Given.Live("B"));

    public Feed C { get; } = new(Given.Live("C"));

    public Feed D { get; } = new(Given.Live("D"));

    /// <summary>One whose failures and recovery a single test is about.</summary>
    public Feed Failing { get; } = new(Given.Live("Failing")) { Failure = new ProviderException(ProviderFailureKind.Unreadable, "HTML.") };

    /// <summary>One that never answers.</summary>
    public FakeProvider Hanging { get; } = new(Given.Live("Hanging"))
    {
        Terms = new ProviderTerms { Interval = TimeSpan.FromMilliseconds(20), Timeout = TimeSpan.FromMilliseconds(200) },
        Answers = _ => new TaskCompletionSource<ProviderAnswer>().Task,
    };

    public Feed Demo { get; } = new(Given.Simulated());

    public StreamingFeed Streaming { get; } = new(Given.Live("Streaming"));

    public BreakingStream Breaking { get; } = new(Given.Live("Breaking"));

    /// <summary>One that is asked once, of a pair of its own.</summary>
    public Feed Fixing { get; } = new(Given.Fixing()) { Terms = new ProviderTerms { Interval = TimeSpan.FromHours(1), Timeout = TimeSpan.FromSeconds(1) } };

    /// <summary>The date of the fixing: 00:00 UTC of the day of this run.</summary>
    public DateTimeOffset Today { get; } = new(TimeProvider.System.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);

    public RecordingSink Sink { get; } = new();

    public static readonly IReadOnlyList<CurrencyPair> Tracked = [Given.Pair("EUR/USD"), Given.Pair("USD/CHF"), Given.Pair("USD/CAD"), Given.Pair("GBP/USD")];

    public IRateEngine Engine => FxCluster.EngineOf(_cluster.Silos[0]);

    public async Task InitializeAsync()
    {
        Fixing.SayAt("EUR/TRY", 41.0812m, Today);
        _cluster = await FxCluster.StartAsync(new EngineSetup
        {
            Providers = [A, B, C, D, Failing, Hanging, Demo, Streaming, Breaking, Fixing],
            Tracked = Tracked,
            Sinks = [Sink],
            Policy = new PricingPolicy { MaxAge = TimeSpan.FromHours(1), MaxSources = 7, ExplainDepth = 8 },
        });
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    /// <summary>A reader that has subscribed and then taken a snapshot.</summary>
    public Task<TickRecorder> ReadAsync() => Reading.StartAsync(Engine);

    /// <summary>How the provider of that name does.</summary>
    public async Task<ProviderStatus> StatusAsync(string provider) =>
        (await Engine.ProvidersAsync(CancellationToken.None)).Single(status => status.Name == provider);
}
