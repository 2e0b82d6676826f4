using FxOrleans.Abstractions;
using FxOrleans.Pricing;

using Orleans.Runtime;

namespace FxOrleans.Grains;

/// <summary>
/// The cluster as an engine, for the host that contains the silo. Ticks of other silos come directly, and a second copy of all ticks comes
/// on the streams. What this silo decides is in its book before that. Thread-safe.
/// </summary>
internal sealed class SiloEngine(SiloRates rates, TickStreamReader streams, LiveSilos silos) : IRateEngine
{
    /// <exception cref="EngineUnavailableException">The silo has not joined its cluster yet.</exception>
    public async Task<IReadOnlyList<Price>> SnapshotAsync(CancellationToken cancel) => silos.HasJoined
        ? await rates.SnapshotAsync().WaitAsync(cancel).ConfigureAwait(false)
        : throw new EngineUnavailableException("The silo has not joined its cluster yet.");

    public ValueTask<IAsyncDisposable> SubscribeAsync(Action<TickBatch> receive, CancellationToken cancel) => streams.SubscribeAsync(receive, cancel);

    public ValueTask<Explanation?> ExplainAsync(CurrencyPair pair, CancellationToken cancel) =>
        AskAsync(pair, static async market => await market.ExplainAsync().ConfigureAwait(false), cancel);

    public ValueTask<Explanation?> ExplainAsync(CurrencyPair pair, long sequence, long? epoch, CancellationToken cancel) =>
        AskAsync(pair, async market => await market.ExplainPastAsync(sequence, epoch).ConfigureAwait(false), cancel);

    public async ValueTask<IReadOnlyList<ProviderStatus>> ProvidersAsync(CancellationToken cancel) =>
        await rates.ProvidersAsync().WaitAsync(cancel).ConfigureAwait(false);

    /// <exception cref="EngineUnavailableException">The pair's silo did not answer.</exception>
    private async ValueTask<Explanation?> AskAsync(CurrencyPair pair, Func<ICurrencyPairGrain, Task<Explanation?>> question, CancellationToken cancel)
    {
        try
        {
            return await rates.FindAsync(pair).WaitAsync(cancel).ConfigureAwait(false) is { } market
                ? await question(market).WaitAsync(cancel).ConfigureAwait(false)
                : null;
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            throw new EngineUnavailableException("The cluster does not answer.", failure);
        }
    }
}
