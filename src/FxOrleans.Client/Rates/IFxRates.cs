using FxOrleans.Pricing;

namespace FxOrleans.Client;

/// <summary>
/// Rates for a service outside or inside the cluster. Reads use this process's own copy of all prices, which ticks keep current, so no
/// call leaves the process. While the cluster is away, the last rates stay, and they say how old they are. Every pair can be asked for: a
/// rate is the pair's own price, its inverse, or the best cross. Thread-safe.
/// </summary>
public interface IFxRates
{
    /// <summary>The latest rate; null when the pair has no quotes and no cross leads to it. Waits for the first snapshot.</summary>
    ValueTask<Rate?> GetAsync(CurrencyPair pair, CancellationToken cancel = default);

    /// <summary>The latest rates of those pairs that have one.</summary>
    ValueTask<IReadOnlyDictionary<CurrencyPair, Rate>> GetManyAsync(IEnumerable<CurrencyPair> pairs, CancellationToken cancel = default);

    /// <summary>
    /// Calls <paramref name="handler"/> with the current rate of each pair that has one, then with every change, until
    /// disposed. One call at a time; while it runs, changes of a pair are merged into its latest, so a slow handler gets
    /// fewer, newer rates. What it throws is logged. After a lost connection or silo the subscription continues by itself.
    /// </summary>
    ValueTask<IAsyncDisposable> SubscribeAsync(IEnumerable<CurrencyPair> pairs, Func<Rate, ValueTask> handler, CancellationToken cancel = default);

    /// <summary>Why the pair's price is what it is; null for a market without quotes, such as that of a cross. Asks the cluster.</summary>
    ValueTask<Explanation?> ExplainAsync(CurrencyPair pair, CancellationToken cancel = default);

    /// <summary>
    /// The record of a past price, by the sequence number that it was served with and its epoch (null for the market's own of now);
    /// null when it is not kept. A cross has no record, but its legs have. Asks the cluster.
    /// </summary>
    ValueTask<Explanation?> ExplainAsync(CurrencyPair pair, long sequence, long? epoch = null, CancellationToken cancel = default);
}
