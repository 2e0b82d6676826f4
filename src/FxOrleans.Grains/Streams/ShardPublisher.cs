using FxOrleans.Abstractions;
using FxOrleans.Pricing;

using Microsoft.Extensions.Logging;

namespace FxOrleans.Grains;

/// <summary>
/// Publishes this silo's ticks, in order, to one target: a shard stream or another silo. At most one publication is in flight. When none
/// is, a tick is sent at once; else ticks gather. Beyond <see cref="MaxPending"/> only the latest tick of each pair is kept, so a target
/// that stalls costs memory for the pairs, not for the ticks. A batch that could not be published is sent again under a new number.
/// </summary>
internal sealed class ShardPublisher(Func<TickMessage, Task> send, int shard, GrainsOptions options, TimeProvider time, ILogger logger)
{
    private const int MaxPending = 8192;

    /// <summary>Differs for every publisher and every start of the process, so that batch numbers need not be stored.</summary>
    private readonly long _producer = Random.Shared.NextInt64(1, long.MaxValue);

    private static readonly TimeSpan PublishDeadline = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _work = new(0, 1);
    private List<Price> _pending = [];
    private List<Price> _spare = [];
    private long _number;
    private volatile bool _busy;

    public void Add(in Price price)
    {
        lock (_lock)
        {
            _pending.Add(price);
            if (_pending.Count == 1)
            {
                Signal();
            }
            else if (_pending.Count > MaxPending)
            {
                KeepLatest();
            }
        }
    }

    public async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                await _work.WaitAsync(options.CanaryInterval, cancel).ConfigureAwait(false);
                var startedAt = time.GetTimestamp();
                await PublishAsync(cancel).ConfigureAwait(false);
                var rest = options.FlushInterval - time.GetElapsedTime(startedAt);
                if (rest > TimeSpan.Zero)
                {
                    await Task.Delay(rest, time, cancel).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
        }
    }

    public async Task FlushAsync(TimeSpan deadline)
    {
        var startedAt = time.GetTimestamp();
        while (IsBehind() && time.GetElapsedTime(startedAt) < deadline)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), time).ConfigureAwait(false);
        }
    }

    private bool IsBehind()
    {
        lock (_lock)
        {
            return _busy || _pending.Count > 0;
        }
    }

    private async Task PublishAsync(CancellationToken cancel)
    {
        var message = Take();
        try
        {
            await send(message).WaitAsync(PublishDeadline, time, cancel).ConfigureAwait(false);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            logger.LogDebug(failure, "Batch {Number} of tick shard {Shard} could not be published; its prices go out with the next.", message.Number, shard);
            PutBack(message.Prices);
            await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancel).ConfigureAwait(false);
        }
        finally
        {
            _busy = false;
        }
    }

    private TickMessage Take()
    {
        lock (_lock)
        {
            _busy = true;
            var taken = _pending;
            (_pending, _spare) = (_spare, _pending);
            var message = new TickMessage { Shard = shard, Producer = _producer, Number = ++_number, Prices = [.. taken] };
            taken.Clear();
            return message;
        }
    }

    private void PutBack(Price[] prices)
    {
        if (prices.Length == 0)
        {
            return;
        }

        lock (_lock)
        {
            _pending.InsertRange(0, prices);
            if (_pending.Count > MaxPending)
            {
                KeepLatest();
            }

            Signal();
        }
    }

    private void KeepLatest()
    {
        var latest = new Dictionary<CurrencyPair, Price>();
        foreach (var price in _pending)
        {
            latest[price.Pair] = price;
        }

        _pending.Clear();
        _pending.AddRange(latest.Values);
    }

    private void Signal()
    {
        if (_work.CurrentCount == 0)
        {
            _work.Release();
        }
    }
}
