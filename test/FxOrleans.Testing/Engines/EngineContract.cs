using FxOrleans.Pricing;

namespace FxOrleans.Testing;

/// <summary>
/// What every engine does, wherever it runs providers and pairs: an engine has one class of tests that derives from this.
/// Real time with short paces, because an engine on a cluster has loops of its own; every wait is for a condition and has a
/// deadline.
/// </summary>
public abstract partial class EngineContract
{
    private static readonly CurrencyPair EurUsd = Given.Pair("EUR/USD");
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Starts an engine; it is asking its providers when this returns, or soon after.</summary>
    protected abstract Task<RunningEngine> StartAsync(EngineSetup setup);
}
