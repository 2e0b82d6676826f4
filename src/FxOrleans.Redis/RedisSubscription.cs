using System.Threading.Channels;
using FxOrleans.Pricing;
using StackExchange.Redis;

namespace FxOrleans.Redis;

/// <summary>
/// One subscriber to prices from Redis. Messages wait in a bounded queue and one pump hands them on in batches; lost ones,
/// by an overrun or a broken connection, leave a gap in the batches' numbers, so that the receiver takes a snapshot.
/// The client may hand over messages in another order than they were sent in.
/// </summary>
internal sealed class RedisSubscription(
    RedisLink link, RedisReader reader, RedisKeys keys, RedisOptions options, TimeProvider time, Action<TickBatch> receive) : IAsyncDisposable
{
    private const int MostWaiting = 8192;
    private const int MostInBatch = 256;
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(100);

    // Stand in the queue for what is no message.
    private static readonly byte[] Canary = [];
    private static readonly byte[] RatesUpdated = [];

    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _subscribed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _producer = time.GetUtcNow().ToUnixTimeMilliseconds();
    private Task _running = Task.CompletedTask;
    private long _number;
    private int _overrun;

    /// <summary>Subscribes; returns when that is done, or after the deadline while Redis is away.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        _running = Task.Run(RunAsync, cancel);
        await _subscribed.Task.WaitAsync(options.Deadline, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(await link.SessionAsync(_stop.Token));
            }
            catch (Exception e) when (!_stop.IsCancellationRequested && RedisFailures.KindOf(e) is { } kind)
            {
                link.Failures.Add(kind);
                await Task.Delay(Retry, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // Until the connection is lost or the subscription ends.
    private async Task ListenAsync(RedisSession session)
    {
        var queue = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
        var broadcast = new RedisChannel(keys.Broadcast, RedisChannel.PatternMode.Literal);
        var ratesUpdated = new RedisChannel(keys.RatesUpdated, RedisChannel.PatternMode.Literal);
        void OnBroadcast(RedisChannel channel, RedisValue message) => Enqueue(queue, message.IsNull ? Canary : (byte[])message!);
        void OnRatesUpdated(RedisChannel channel, RedisValue message) => Enqueue(queue, RatesUpdated);

        using var end = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, session.Lost);
        try
        {
            await session.Subscriber.SubscribeAsync(broadcast, OnBroadcast).WaitAsync(options.Deadline, time, end.Token);
            await session.Subscriber.SubscribeAsync(ratesUpdated, OnRatesUpdated).WaitAsync(options.Deadline, time, end.Token);
            _number++; // The gap.
            _subscribed.TrySetResult();
            Task[] both = [CanariesAsync(session, queue, end.Token), PumpAsync(queue.Reader, end.Token)];
            await Task.WhenAny(both);
            await end.CancelAsync();
            await Task.WhenAll(both);
        }
        finally
        {
            if (!session.Lost.IsCancellationRequested)
            {
                await Task.WhenAll(
                        session.Subscriber.UnsubscribeAsync(broadcast, OnBroadcast),
                        session.Subscriber.UnsubscribeAsync(ratesUpdated, OnRatesUpdated))
                    .WaitAsync(options.Deadline, time, session.Lost)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Enqueue(Channel<byte[]> queue, byte[] item)
    {
        if (!queue.Writer.TryWrite(item))
        {
            link.Failures.Add(RedisFailure.Overrun);
            Volatile.Write(ref _overrun, 1);
        }
    }

    private async Task CanariesAsync(RedisSession session, Channel<byte[]> queue, CancellationToken end)
    {
        while (true)
        {
            await session.Database.PingAsync().WaitAsync(options.Deadline, time, end);
            Enqueue(queue, Canary);
            await Task.Delay(options.CheckInterval, time, end);
        }
    }

    private async Task PumpAsync(ChannelReader<byte[]> queue, CancellationToken end)
    {
        var prices = new List<Price>(MostInBatch);
        while (await queue.WaitToReadAsync(end))
        {
            prices.Clear();
            var updated = false;
            while (prices.Count < MostInBatch && queue.TryRead(out var item))
            {
                updated |= ReferenceEquals(item, RatesUpdated);
                if (item.Length > 0 && reader.TryRead(item, out var price))
                {
                    prices.Add(price);
                }
            }

            if (updated)
            {
                prices.AddRange(await reader.RatesAsync(end));
            }

            Deliver([.. prices]);
        }
    }

    private void Deliver(Price[] prices)
    {
        _number += 1 + Interlocked.Exchange(ref _overrun, 0);
        try
        {
            receive(new TickBatch(0, _producer, _number, prices));
        }
        catch (Exception)
        {
            link.Failures.Add(RedisFailure.Listener);
        }
    }
}
