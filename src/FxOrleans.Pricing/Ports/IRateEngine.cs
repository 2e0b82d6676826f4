namespace FxOrleans.Pricing;

/// <summary>What serving needs of whoever runs providers and pairs, in this process or in a cluster. Thread-safe.</summary>
public interface IRateEngine : ITickSource
{
    /// <summary>Why the pair's price is what it is; null for a market that nobody has quoted. Either direction may be asked for; the answer is in the one kept.</summary>
    ValueTask<Explanation?> ExplainAsync(CurrencyPair pair, CancellationToken cancel);

    /// <summary>
    /// The record of a past price of the pair, whichever direction is asked for; null when it is not kept any more, not decided yet, or
    /// the market is unknown. How many are kept is <see cref="PricingPolicy.ExplainDepth"/>'s to say.
    /// </summary>
    /// <param name="pair">The pair.</param>
    /// <param name="sequence">The price's sequence number, from 1.</param>
    /// <param name="epoch">The price's epoch; null for the market's own of now.</param>
    /// <param name="cancel">Ends the wait.</param>
    ValueTask<Explanation?> ExplainAsync(CurrencyPair pair, long sequence, long? epoch, CancellationToken cancel);

    /// <summary>How each provider does, in the order of configuration.</summary>
    ValueTask<IReadOnlyList<ProviderStatus>> ProvidersAsync(CancellationToken cancel);
}
