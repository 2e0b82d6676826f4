using FxOrleans.Pricing;

namespace FxOrleans.Abstractions;

/// <summary>
/// Answers readers, on the silo that they are connected to (key 0). It knows which pairs exist, so that a question about any other
/// creates nothing.
/// </summary>
[Alias("fx.IRatesGrain")]
public interface IRatesGrain : IGrainWithIntegerKey
{
    /// <summary>The latest price of every pair, gathered from all silos.</summary>
    [Alias("Snapshot"), ResponseTimeout("00:00:05")]
    Task<PriceSnapshot> SnapshotAsync();

    /// <summary>Why the pair's price is what it is; null for a market without quotes. Either direction.</summary>
    [Alias("Explain"), ResponseTimeout("00:00:05")]
    Task<Explanation?> ExplainAsync(CurrencyPair pair);

    /// <summary>The record of a past price of the pair; null when it is not kept, or for a market without quotes. Either direction.</summary>
    [Alias("ExplainPast"), ResponseTimeout("00:00:05")]
    Task<Explanation?> ExplainPastAsync(CurrencyPair pair, long sequence, long? epoch);

    /// <summary>How each provider does, in the order of the silo's configuration.</summary>
    [Alias("Providers"), ResponseTimeout("00:00:05")]
    Task<ProviderStatus[]> ProvidersAsync();
}
