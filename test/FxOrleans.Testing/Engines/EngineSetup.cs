using FxOrleans.Pricing;

namespace FxOrleans.Testing;

/// <summary>What an engine is started with in a test.</summary>
public sealed record EngineSetup
{
    public required IReadOnlyList<IRateProvider> Providers { get; init; }

    public IReadOnlyCollection<CurrencyPair> Tracked { get; init; } = [Given.Pair("EUR/USD")];

    public PricingPolicy Policy { get; init; } = new();

    public IReadOnlyList<ITickSink> Sinks { get; init; } = [];

    /// <summary>The prices of all markets, for an engine that keeps no book of its own.</summary>
    public IPriceBook? Book { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
