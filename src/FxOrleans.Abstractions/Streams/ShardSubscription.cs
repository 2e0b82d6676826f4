using FxOrleans.Pricing;

using Microsoft.Extensions.Logging;

using Orleans.Streams;

namespace FxOrleans.Abstractions;

/// <summary>
/// This process's subscription to one shard stream. It can die without an error (a lost rendezvous grain, a restarted silo), so
/// when not even a canary has come for <see cref="MaxSilence"/> it subscribes anew. While an old subscription and its successor
/// overlap, batches come twice.
/// </summary>
internal sealed class ShardSubscription(IClusterClient client, int shard, string? filterData, Action<TickBatch> deliver, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    /// <summary>Three canaries' worth: with the look and the call well below the three seconds after which readers repair themselves.</summary>
    private static readonly TimeSpan MaxSilence = TimeSpan.FromMilliseconds(1500);

    /// <summary>For the very first message: a silo that is starting has the streams' own parts to start as well.</summary>
    private static readonly TimeSpan FirstPatience = TimeSpan.FromMilliseconds(4500);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CallDeadline = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _established = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StreamSubscriptionHandle<TickMessage>? _handle;
    private Task<StreamSubscriptionHandle<TickMessage>>? _subscribing;
    private Task _watching = Task.CompletedTask;
    private long _heardAt;
    private volatile bool _renew;

    /// <summary>Subscribes and keeps subscribed; done when it is for the first time.</summary>
    public Task Start()
    {
        _watching = WatchAsync();
        return _established.Task;
    }

    /// <summary>Subscribes anew at the next look.</summary>
    public void Renew() => _renew = true;

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        await _watching.ConfigureAwait(false);
        await UnsubscribeAsync(_handle, TimeSpan.FromMilliseconds(500)).ConfigureAwait(false);
    }

    private async Task WatchAsync()
    {
        var pause = FirstPatience;
        try
        {
            while (true)
            {
                _renew = false;
                await SubscribeAsync().ConfigureAwait(false);
                Volatile.Write(ref _heardAt, time.GetTimestamp());
                var subscribedAt = time.GetTimestamp();
                do
                {
                    await Task.Delay(LookEvery, time, _stop.Token).ConfigureAwait(false);
                }
                while (!_renew && time.GetElapsedTime(Volatile.Read(ref _heardAt)) < (Heard(subscribedAt) ? MaxSilence : pause));

                if (_renew)
                {
                    continue;
                }

                // A stream without a producer is silent for a good reason, so subscribe less and less often.
                pause = Heard(subscribedAt) ? MaxSilence : Min(2 * pause, MaxPause);
                logger.LogWarning("Nothing has come on tick shard {Shard} for a while; subscribing anew.", shard);
            }
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // This includes a subscription that failed while it was stopped.
            _established.TrySetCanceled();
        }
    }

    private bool Heard(long since) => Volatile.Read(ref _heardAt) > since;

    /// <summary>The old one is ended only once there is a new one: it may come back to life first.</summary>
    private async Task SubscribeAsync()
    {
        var pause = TimeSpan.FromMilliseconds(100);
        while (true)
        {
            try
            {
                // Waits again for a call that took too long, and does not call twice.
                var stream = client.GetStreamProvider(TickStreams.Provider).GetStream<TickMessage>(TickStreams.Of(shard));
                _subscribing ??= stream.SubscribeAsync(new Observer(this), token: null, filterData);
                var handle = await _subscribing.WaitAsync(CallDeadline, time, _stop.Token).ConfigureAwait(false);
                _subscribing = null;
                var before = _handle;
                _handle = handle;
                _established.TrySetResult();
                _ = UnsubscribeAsync(before, CallDeadline);
                return;
            }
            catch (Exception failure) when (!_stop.IsCancellationRequested)
            {
                logger.LogDebug(failure, "Subscribing to tick shard {Shard} failed; trying again.", shard);
                _subscribing = _subscribing is { IsCompleted: false } ? _subscribing : null;
                await Task.Delay(pause, time, _stop.Token).ConfigureAwait(false);
                pause = Min(2 * pause, TimeSpan.FromSeconds(2));
            }
        }
    }

    private async Task UnsubscribeAsync(StreamSubscriptionHandle<TickMessage>? handle, TimeSpan deadline)
    {
        if (handle is null)
        {
            return;
        }

        try
        {
            await handle.UnsubscribeAsync().WaitAsync(deadline, time).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            logger.LogDebug(failure, "A subscription to tick shard {Shard} could not be ended; the streams forget it by themselves.", shard);
        }
    }

    private void Receive(TickMessage message)
    {
        Volatile.Write(ref _heardAt, time.GetTimestamp());
        deliver(message.Batch);
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private sealed class Observer(ShardSubscription subscription) : IAsyncObserver<TickMessage>
    {
        public Task OnNextAsync(TickMessage item, StreamSequenceToken? token = null)
        {
            subscription.Receive(item);
            return Task.CompletedTask;
        }

        public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
    }
}
