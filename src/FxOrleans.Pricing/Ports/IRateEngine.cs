namespace FxOrleans.Pricing;

/// <summary>What serving needs of whoever runs providers and pairs, in this process or in a cluster. Thread-safe.</summary>
public interface IRateEngine : ITickSource
{
    /// <summary>Why the pair's price is what it is; null for a market that nobody has quoted. Either direction may be asked for; the answer is in the one kept.</summary>
    ValueTask<Explanation?> ExplainAsync(CurrencyPair pair, CancellationToken cancel);

    /// <summary>How each provider does, in the order of configuration.</summary>
    ValueTask<IReadOnlyList<ProviderStatus>> ProvidersAsync(CancellationToken cancel);
}
