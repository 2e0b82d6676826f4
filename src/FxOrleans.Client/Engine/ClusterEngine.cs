using FxOrleans.Abstractions;
using FxOrleans.Pricing;

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

using Orleans.Runtime;

namespace FxOrleans.Client;

/// <summary>
/// The engine that a cluster of silos is, as a host of one of them or a client from outside sees it: ticks from the shard
/// streams, everything else through <see cref="IRatesGrain"/>. One a process; however many subscribe, it holds one fixed
/// subscription a shard. In a silo's process the silos' ticks come directly as well, which is quicker and passes through no
/// third silo that might have stopped: whichever way a price comes first, readers get it once. Thread-safe.
/// </summary>
public sealed class ClusterEngine : IRateEngine, IAsyncDisposable
{
    /// <summary>
    /// How long a subscriber waits for all shards; one that is still missing then is repaired by snapshots. Well below the five
    /// seconds after which readers give a subscription up: they would never come to ask for their first snapshot.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly IClusterClient _client;
    private readonly ClusterGate _gate;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ShardSubscription[] _shards;
    private readonly Lock _lock = new();
    private readonly Lock _delivering = new();
    private readonly Dictionary<CurrencyPair, (long Epoch, long Sequence)> _delivered = [];
    private Action<TickBatch>[] _receivers = [];
    private Task? _subscribed;

    internal ClusterEngine(IClusterClient client, ClusterGate gate, IOptions<TickStreamOptions> streams, TimeProvider time, ILogger<ClusterEngine> logger)
    {
        _client = client;
        _gate = gate;
        _time = time;
        _logger = logger;
        var filterData = streams.Value.HasDirectTicks ? TickStreams.SecondCopy : null;
        _shards = new ShardSubscription[streams.Value.Shards];
        for (var shard = 0; shard < _shards.Length; shard++)
        {
            _shards[shard] = new ShardSubscription(client, shard, filterData, Deliver, time, logger);
        }
    }

    public async Task<IReadOnlyList<Price>> SnapshotAsync(CancellationToken cancel) =>
        (await AskAsync(static rates => rates.SnapshotAsync(), cancel).ConfigureAwait(false)).Prices;

    public async ValueTask<Explanation?> ExplainAsync(CurrencyPair pair, CancellationToken cancel) =>
        await AskAsync(rates => rates.ExplainAsync(pair), cancel).ConfigureAwait(false);

    public async ValueTask<Explanation?> ExplainAsync(CurrencyPair pair, long sequence, long? epoch, CancellationToken cancel) =>
        await AskAsync(rates => rates.ExplainPastAsync(pair, sequence, epoch), cancel).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<ProviderStatus>> ProvidersAsync(CancellationToken cancel) =>
        await AskAsync(static rates => rates.ProvidersAsync(), cancel).ConfigureAwait(false);

    public async ValueTask<IAsyncDisposable> SubscribeAsync(Action<TickBatch> receive, CancellationToken cancel)
    {
        Task subscribed;
        lock (_lock)
        {
            _receivers = [.. _receivers, receive];
            subscribed = _subscribed ??= StartAsync();
        }

        try
        {
            await subscribed.WaitAsync(Patience, _time, cancel).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The shard goes on trying; the reader's snapshots fill in.
        }
        catch (OperationCanceledException)
        {
            Remove(receive);
            throw;
        }

        return new Subscription(this, receive);
    }

    /// <summary>Ends the shard subscriptions, so that no row of a host that is gone stays behind in the streams' bookkeeping.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var shard in _shards)
        {
            await shard.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Makes the shard subscriptions anew, which has the streams write down who publishes and who reads.</summary>
    internal void Renew()
    {
        foreach (var shard in _shards)
        {
            shard.Renew();
        }
    }

    /// <summary>Takes ticks that a silo has brought here itself.</summary>
    internal void Take(TickMessage message) => Deliver(new TickBatch(message.Shard, message.Producer, message.Number, message.Prices));

    /// <exception cref="EngineUnavailableException">The cluster did not answer, whatever Orleans calls the reason.</exception>
    private async Task<T> AskAsync<T>(Func<IRatesGrain, Task<T>> question, CancellationToken cancel)
    {
        await _gate.Opened.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return await question(_client.GetGrain<IRatesGrain>(0)).WaitAsync(cancel).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            throw new EngineUnavailableException("The cluster does not answer.", failure);
        }
    }

    private async Task StartAsync()
    {
        await _gate.Opened.ConfigureAwait(false);
        await Task.WhenAll(_shards.Select(shard => shard.Start())).ConfigureAwait(false);
    }

    /// <summary>One batch at a time, so that each pair's prices reach every reader in order.</summary>
    private void Deliver(TickBatch batch)
    {
        lock (_delivering)
        {
            batch = batch with { Prices = News(batch.Prices) };
            foreach (var receive in Volatile.Read(ref _receivers))
            {
                try
                {
                    receive(batch);
                }
                catch (Exception failure)
                {
                    // Thrown on, it would have the stream deliver the batch to everybody again.
                    _logger.LogError(failure, "A reader of the ticks failed on batch {Number} of shard {Shard}.", batch.Number, batch.Shard);
                }
            }
        }
    }

    /// <summary>Those that have not been delivered. Bounded by the catalogue's pairs.</summary>
    private ReadOnlyMemory<Price> News(ReadOnlyMemory<Price> prices)
    {
        var kept = 0;
        var news = new Price[prices.Length];
        foreach (ref readonly var price in prices.Span)
        {
            var place = (price.Epoch, price.Sequence);
            if (price.Pair.Base is not null && (!_delivered.TryGetValue(price.Pair, out var before) || place.CompareTo(before) > 0))
            {
                _delivered[price.Pair] = place;
                news[kept++] = price;
            }
        }

        return news.AsMemory(0, kept);
    }

    private void Remove(Action<TickBatch> receive)
    {
        lock (_lock)
        {
            var index = Array.IndexOf(_receivers, receive);
            if (index >= 0)
            {
                _receivers = [.. _receivers[..index], .. _receivers[(index + 1)..]];
            }
        }
    }

    private sealed class Subscription(ClusterEngine engine, Action<TickBatch> receive) : IAsyncDisposable
    {
        private int _ended;

        public ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
            {
                engine.Remove(receive);
            }

            return default;
        }
    }
}
