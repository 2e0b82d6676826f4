using FxOrleans.Abstractions;
using FxOrleans.Pricing;

using Orleans.Runtime;

namespace FxOrleans.Client;

/// <summary>
/// The cluster as an engine, for a client outside the silos' processes: ticks from the shard streams, everything else through
/// <see cref="IRatesGrain"/>. Thread-safe.
/// </summary>
internal sealed class ClusterEngine(IClusterClient client, TickStreamReader streams) : IRateEngine
{
    public async Task<IReadOnlyList<Price>> SnapshotAsync(CancellationToken cancel) =>
        (await AskAsync(static rates => rates.SnapshotAsync(), cancel).ConfigureAwait(false)).Prices;

    public ValueTask<IAsyncDisposable> SubscribeAsync(Action<TickBatch> receive, CancellationToken cancel) => streams.SubscribeAsync(receive, cancel);

    public async ValueTask<Explanation?> ExplainAsync(CurrencyPair pair, CancellationToken cancel) =>
        await AskAsync(rates => rates.ExplainAsync(pair), cancel).ConfigureAwait(false);

    public async ValueTask<Explanation?> ExplainAsync(CurrencyPair pair, long sequence, long? epoch, CancellationToken cancel) =>
        await AskAsync(rates => rates.ExplainPastAsync(pair, sequence, epoch), cancel).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<ProviderStatus>> ProvidersAsync(CancellationToken cancel) =>
        await AskAsync(static rates => rates.ProvidersAsync(), cancel).ConfigureAwait(false);

    /// <exception cref="EngineUnavailableException">The cluster did not answer.</exception>
    private async Task<T> AskAsync<T>(Func<IRatesGrain, Task<T>> question, CancellationToken cancel)
    {
        try
        {
            return await question(client.GetGrain<IRatesGrain>(0)).WaitAsync(cancel).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            throw new EngineUnavailableException("The cluster does not answer.", failure);
        }
    }
}
