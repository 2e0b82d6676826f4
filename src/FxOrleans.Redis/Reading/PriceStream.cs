using System.Threading.Channels;
using FxOrleans.Pricing;

namespace FxOrleans.Redis;

/// <summary>
/// One subscriber to prices from Redis. Messages wait in a bounded queue and one pump hands them on in batches; lost ones,
/// by an overrun, a broken connection or <c>rates</c> that could not be read, leave a gap in the batches' numbers, so that the receiver
/// takes a snapshot. The client may hand over messages in another order than they were sent in.
/// </summary>
internal sealed class PriceStream : IAsyncDisposable
{
    private const int MostWaiting = 8192;
    private const int MostInBatch = 256;

    // Stand in the queue for what is no message.
    private static readonly byte[] Canary = [];
    private static readonly byte[] RatesUpdated = [];

    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<byte[]> _queue = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly RedisConnection _connection;
    private readonly RedisReader _reader;
    private readonly Action<TickBatch> _receive;
    private readonly ChannelListener _listener;
    private readonly TimeProvider _time;
    private readonly long _producer;
    private Task _pumping = Task.CompletedTask;
    private long _number;
    private int _lost;

    public PriceStream(RedisConnection connection, RedisReader reader, RedisKeys keys, RedisOptions options, TimeProvider time, Action<TickBatch> receive)
    {
        _connection = connection;
        _reader = reader;
        _receive = receive;
        _time = time;
        _producer = time.GetUtcNow().ToUnixTimeMilliseconds();
        _listener = new ChannelListener(
            connection,
            options,
            time,
            [(keys.Broadcast, Enqueue), (keys.RatesUpdated, _ => Enqueue(RatesUpdated))],
            subscribed: () => Volatile.Write(ref _lost, 1),
            answered: () => Enqueue(Canary));
    }

    /// <summary>Subscribes; returns when that is done, or after the deadline while Redis is away.</summary>
    public Task StartAsync(CancellationToken cancel)
    {
        _pumping = Task.Run(() => new SupervisedLoop(PumpAsync, _ => _connection.Failures.Add(RedisFailure.Error), _time).RunAsync(_stop.Token), cancel);
        return _listener.StartAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _listener.DisposeAsync();
        await _pumping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Enqueue(byte[] item)
    {
        if (!_queue.Writer.TryWrite(item))
        {
            _connection.Failures.Add(RedisFailure.Overrun);
            Volatile.Write(ref _lost, 1);
        }
    }

    private async Task PumpAsync(CancellationToken stop)
    {
        var prices = new List<Price>(MostInBatch);
        while (await _queue.Reader.WaitToReadAsync(stop))
        {
            prices.Clear();
            var updated = false;
            while (prices.Count < MostInBatch && _queue.Reader.TryRead(out var item))
            {
                updated |= ReferenceEquals(item, RatesUpdated);
                if (item.Length > 0 && _reader.TryRead(item, out var price))
                {
                    prices.Add(price);
                }
            }

            if (updated)
            {
                prices.AddRange(await RatesAsync(stop));
            }

            Deliver([.. prices]);
        }
    }

    private async Task<IReadOnlyList<Price>> RatesAsync(CancellationToken stop)
    {
        try
        {
            return await _reader.RatesAsync(stop);
        }
        catch (RedisUnavailableException)
        {
            Volatile.Write(ref _lost, 1);
            return [];
        }
    }

    private void Deliver(Price[] prices)
    {
        _number += 1 + Interlocked.Exchange(ref _lost, 0);
        try
        {
            _receive(new TickBatch(0, _producer, _number, prices));
        }
        catch (Exception)
        {
            _connection.Failures.Add(RedisFailure.Listener);
        }
    }
}
