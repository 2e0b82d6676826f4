using FxOrleans.Pricing;

namespace FxOrleans.Serving.Explain;

/// <summary>Finds the records of past prices: the engine's latest, and what the journal holds where the host has one.</summary>
/// <param name="engine">The engine.</param>
/// <param name="archive">The journal; null where there is none.</param>
internal readonly struct PastRecords(IRateEngine engine, IDecisionArchive? archive)
{
    /// <summary>The record of the price of that number; null when it is not kept.</summary>
    public async ValueTask<Explanation?> FindAsync(CurrencyPair pair, long epoch, long sequence, CancellationToken cancel)
    {
        var from = archive;
        return await engine.ExplainAsync(pair, sequence, epoch, cancel).ConfigureAwait(false) is { } record ? record
            : from is null ? null
            : await from.FindAsync(pair, epoch, sequence, cancel).ConfigureAwait(false);
    }

    /// <summary>The record of the price in force at that moment; null when it is not kept.</summary>
    public ValueTask<Explanation?> FindAsync(CurrencyPair pair, DateTimeOffset at, CancellationToken cancel) => archive?.FindAsync(pair, at, cancel) ?? default;
}
