using FxOrleans.Pricing;

namespace FxOrleans.Load.Servers;

/// <summary>
/// An engine whose prices a <see cref="Pacer"/> makes: each tick is a batch of its own. Now and then it sends a price of a pair again
/// that is two older than its newest, as a second way of ticks would: nobody may be given that.
/// </summary>
internal sealed class PacedEngine(MadePrices prices) : IRateEngine
{
    private const int SendsAgainEvery = 256;

    private Action<TickBatch>? _receive;
    private long _number;
    private long _latest = prices.Pairs.Count;

    /// <summary>Publishes tick number <paramref name="tick"/>. One thread at a time.</summary>
    public void Publish(long tick)
    {
        Volatile.Write(ref _latest, tick);
        _receive?.Invoke(new TickBatch(0, 1, ++_number, new[] { prices.Of(tick) }));
        if (tick % SendsAgainEvery == 0)
        {
            _receive?.Invoke(new TickBatch(0, 1, ++_number, new[] { prices.Of(tick - (2 * prices.Pairs.Count)) }));
        }
    }

    /// <summary>Says that it is alive.</summary>
    public void Canary() => _receive?.Invoke(new TickBatch(0, 1, ++_number, default));

    public Task<IReadOnlyList<Price>> SnapshotAsync(CancellationToken cancel)
    {
        var pairs = prices.Pairs.Count;
        var first = Volatile.Read(ref _latest) / pairs * pairs;
        return Task.FromResult<IReadOnlyList<Price>>([.. Enumerable.Range(0, pairs).Select(pair => prices.Of(first - pairs + pair))]);
    }

    public ValueTask<IAsyncDisposable> SubscribeAsync(Action<TickBatch> receive, CancellationToken cancel)
    {
        _receive = receive;
        return ValueTask.FromResult<IAsyncDisposable>(new Nothing());
    }

    public ValueTask<Explanation?> ExplainAsync(CurrencyPair pair, CancellationToken cancel) => ValueTask.FromResult<Explanation?>(null);

    public ValueTask<Explanation?> ExplainAsync(CurrencyPair pair, long sequence, long? epoch, CancellationToken cancel) => ValueTask.FromResult<Explanation?>(null);

    public ValueTask<IReadOnlyList<ProviderStatus>> ProvidersAsync(CancellationToken cancel) =>
        ValueTask.FromResult<IReadOnlyList<ProviderStatus>>([]);

    private sealed class Nothing : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
