using FxOrleans.Pricing;

using Microsoft.Extensions.Logging;

namespace FxOrleans.Abstractions;

/// <summary>
/// Reads the tick streams for this process, with one fixed subscription for each shard and any number of receivers. Batches can be lost,
/// late or delivered twice; the <see cref="PriceBook"/> drops what is not newer. Thread-safe.
/// </summary>
public sealed class TickStreamReader : IAsyncDisposable
{
    /// <summary>
    /// How long a receiver waits for all shards; a snapshot repairs what one that is still missing then would have brought. Well below the
    /// five seconds after which a feed gives its subscription up.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ShardSubscription[] _shards;
    private readonly Lock _lock = new();
    private Action<TickBatch>[] _receivers = [];
    private Task? _subscribed;

    /// <param name="client">Reaches the streams.</param>
    /// <param name="options">How many shards there are.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Logs failures.</param>
    public TickStreamReader(IClusterClient client, TickStreamOptions options, TimeProvider time, ILogger<TickStreamReader> logger)
    {
        _time = time;
        _logger = logger;
        var filterData = options.HasDirectTicks ? TickStreams.SecondCopy : null;
        _shards = new ShardSubscription[options.Shards];
        for (var shard = 0; shard < _shards.Length; shard++)
        {
            _shards[shard] = new ShardSubscription(client, shard, filterData, Deliver, time, logger);
        }
    }

    /// <summary>Calls <paramref name="receive"/> with every batch from now on, until disposed. It must not block.</summary>
    public async ValueTask<IAsyncDisposable> SubscribeAsync(Action<TickBatch> receive, CancellationToken cancel)
    {
        Task subscribed;
        lock (_lock)
        {
            _receivers = [.. _receivers, receive];
            subscribed = _subscribed ??= Task.WhenAll(_shards.Select(shard => shard.Start()));
        }

        try
        {
            await subscribed.WaitAsync(Patience, _time, cancel).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The shard keeps trying, and snapshots bring what is missing.
        }
        catch (OperationCanceledException)
        {
            Remove(receive);
            throw;
        }

        return new Subscription(this, receive);
    }

    /// <summary>Gives a batch that came by another way to the receivers.</summary>
    public void Deliver(TickBatch batch)
    {
        foreach (var receive in Volatile.Read(ref _receivers))
        {
            try
            {
                receive(batch);
            }
            catch (Exception failure)
            {
                // If it were thrown, the stream would deliver the batch to every receiver again.
                _logger.LogError(failure, "A reader of the ticks failed on batch {Number} of shard {Shard}.", batch.Number, batch.Shard);
            }
        }
    }

    /// <summary>Subscribes to the shards anew, which makes the streams write down again who publishes and who reads.</summary>
    public void Renew()
    {
        foreach (var shard in _shards)
        {
            shard.Renew();
        }
    }

    /// <summary>Ends the shard subscriptions, so that the streams' bookkeeping keeps no row of a process that is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var shard in _shards)
        {
            await shard.DisposeAsync().ConfigureAwait(false);
        }
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

    private sealed class Subscription(TickStreamReader reader, Action<TickBatch> receive) : IAsyncDisposable
    {
        private int _ended;

        public ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
            {
                reader.Remove(receive);
            }

            return default;
        }
    }
}
