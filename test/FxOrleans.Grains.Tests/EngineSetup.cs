using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Grains.Tests;

/// <summary>What a cluster is started with in a test.</summary>
internal sealed record EngineSetup
{
    public required IReadOnlyList<IRateProvider> Providers { get; init; }

    public IReadOnlyCollection<CurrencyPair> Tracked { get; init; } = [Given.Pair("EUR/USD")];

    public PricingPolicy Policy { get; init; } = new();

    public IReadOnlyList<ITickSink> Sinks { get; init; } = [];

    /// <summary>What the earlier runs have written; null for nothing.</summary>
    public IPriceMemory? Memory { get; init; }

    public GrainsOptions Grains { get; init; } = new();
}
