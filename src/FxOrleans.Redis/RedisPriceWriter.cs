using FxOrleans.Pricing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Redis;

/// <summary>
/// Writes prices through to Redis: <c>SET latest_rate:…</c> and <c>PUBLISH rates:broadcast</c> in one script a price, never
/// over a newer one. <see cref="Publish"/> only notes the price. Every new price is broadcast as long as Redis keeps up;
/// when a pair's next price comes before the last was taken to be written (Redis slow, away or full, or both in one call),
/// only the newest is. What fails stays noted and is tried again; an emptied Redis is filled again. Thread-safe.
/// </summary>
public sealed partial class RedisPriceWriter : ITickSink, IPriceMemory, IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LastBackOff = TimeSpan.FromMilliseconds(1600);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private readonly RedisLink _link;
    private readonly RedisReader _reader;
    private readonly RedisKeys _keys;
    private readonly PriceSlots _slots;
    private readonly RedisWatch _watch;
    private readonly RedisOptions _options;
    private readonly TimeSpan _maxAge;
    private readonly TimeProvider _time;
    private readonly ILogger<RedisPriceWriter> _log;
    private readonly CancellationTokenSource _stop;
    private readonly byte[] _buffer = new byte[PriceJson.MaxLength];
    private Task? _running;
    private int _inFlight;
    private int _hindrance = -1;
    private long _written;
    private long _refused;

    internal RedisPriceWriter(
        RedisLink link, RedisReader reader, RedisKeys keys, RedisOptions options, TimeSpan maxAge, TimeProvider time, ILogger<RedisPriceWriter> log)
    {
        _link = link;
        _reader = reader;
        _keys = keys;
        _options = options;
        _maxAge = maxAge;
        _time = time;
        _log = log;
        _stop = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _slots = new PriceSlots(keys, options.MaxPairs);
        _watch = new RedisWatch(link, _slots, options, time);
    }

    /// <inheritdoc/>
    public event Action<CurrencyPair, long>? Outdated;

    /// <summary>How it does now.</summary>
    public RedisHealth Health => new(
        State: !_link.IsUp ? RedisFailure.Away.Code() : Hindrance?.Code() ?? "ok",
        LastError: _link.Failures.Last?.Code(),
        Pending: _slots.Pending + Volatile.Read(ref _inFlight),
        Written: Interlocked.Read(ref _written),
        Refused: Interlocked.Read(ref _refused),
        Failures: _link.Failures.ByKind);

    // What went wrong with the last batch; null when nothing did.
    private RedisFailure? Hindrance => Volatile.Read(ref _hindrance) is >= 0 and var kind ? (RedisFailure)kind : null;

    /// <inheritdoc/>
    public void Publish(ReadOnlySpan<Price> prices)
    {
        foreach (ref readonly var price in prices)
        {
            if (!_slots.Put(price))
            {
                _link.Failures.Add(RedisFailure.TooManyPairs);
            }
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Price>> RecallAsync(IReadOnlyCollection<CurrencyPair> pairs, CancellationToken cancel)
    {
        try
        {
            return await _reader.LatestAsync(pairs, cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && RedisFailures.KindOf(e) is { } kind)
        {
            _link.Failures.Add(kind);
            LogNoRecall(kind.Code(), pairs.Count);
            return [];
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running ??= Task.WhenAll(Task.Run(WriteAllAsync, cancellationToken), Task.Run(() => _watch.RunAsync(_stop.Token), cancellationToken));
        return Task.CompletedTask;
    }

    /// <summary>Writes what still waits, for a second at most, and ends.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _slots.Complete();
        _stop.CancelAfter(Farewell);
        _watch.Stop();
        if (_running is { } running)
        {
            await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        await _link.DisposeAsync();
    }

    private async Task WriteAllAsync()
    {
        var batch = new List<PendingWrite>(_options.Window);
        var backOff = FirstBackOff;
        while (await WaitAsync())
        {
            batch.Clear();
            var failed = await WriteBatchAsync(batch);
            Note(failed);
            if (failed is null or RedisFailure.Away)
            {
                backOff = FirstBackOff; // Away: the link waits in its own time.
            }

            if (failed is not null)
            {
                await Task.Delay(backOff, _time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                backOff = backOff * 2 < LastBackOff ? backOff * 2 : LastBackOff;
            }
        }
    }

    private async Task<bool> WaitAsync()
    {
        try
        {
            return await _slots.WaitAsync(_stop.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    // Null when all of it was written or refused, else what hindered it.
    private async Task<RedisFailure?> WriteBatchAsync(List<PendingWrite> batch)
    {
        try
        {
            var session = await _link.SessionAsync(_stop.Token);
            Send(session, batch);
            await AnswersAsync(session, batch);
            return await SettleAsync(batch);
        }
        catch (Exception e)
        {
            // Also what nobody foresaw: the writer must outlive it, and the count and the log show it.
            var kind = RedisFailures.KindOf(e) ?? RedisFailure.Error;
            if (!_stop.IsCancellationRequested)
            {
                _link.Failures.Add(kind);
                LogBatchFailed(kind.Code(), e);
            }

            foreach (var write in batch)
            {
                _slots.Again(write.Slot);
            }

            return kind;
        }
        finally
        {
            Volatile.Write(ref _inFlight, 0);
        }
    }

    private void Send(RedisSession session, List<PendingWrite> batch)
    {
        var now = _time.GetUtcNow();
        var redis = session.Database.CreateBatch();
        while (batch.Count < _options.Window && _slots.TryTake(out var slot, out var price))
        {
            var length = PriceJson.Write(price, now, _maxAge, _buffer);
            batch.Add(new PendingWrite(
                slot!, price, PriceScript.RunAsync(redis, slot!.Key, _keys.Broadcast, price, _buffer[..length])));
        }

        Volatile.Write(ref _inFlight, batch.Count);
        redis.Execute();
    }

    // Returns when everything is answered, or when the connection is lost or given up and nothing more will be.
    private async Task AnswersAsync(RedisSession session, List<PendingWrite> batch)
    {
        Task answers = Task.WhenAll(batch.Select(write => write.Answer));
        var wait = ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding;
        await answers.WaitAsync(_options.Deadline, _time, session.Lost).ConfigureAwait(wait);
        if (!answers.IsCompleted && !session.Lost.IsCancellationRequested)
        {
            _link.Failures.Add(RedisFailure.Slow, batch.Count(write => !write.Answer.IsCompleted));
            Note(RedisFailure.Slow);
            await answers.WaitAsync(_options.Deadline, _time, session.Lost).ConfigureAwait(wait);
            if (!answers.IsCompleted)
            {
                session.Abandon();
            }
        }
    }

    private async Task<RedisFailure?> SettleAsync(List<PendingWrite> batch)
    {
        RedisFailure? failed = null;
        foreach (var write in batch)
        {
            if (write.Answer.IsCompletedSuccessfully)
            {
                write.Slot.Settled = true;
                Settle(write, await write.Answer);
            }
            else
            {
                failed = write.Answer.Exception?.InnerException is { } e
                    ? RedisFailures.KindOf(e) ?? RedisFailure.Error
                    : RedisFailure.Away;
                _link.Failures.Add(failed.Value);
                _slots.Again(write.Slot);
            }
        }

        return failed;
    }

    private void Settle(in PendingWrite write, long answer)
    {
        if (answer == PriceScript.Written)
        {
            Interlocked.Increment(ref _written);
        }
        else if (answer != PriceScript.Present)
        {
            Interlocked.Increment(ref _refused);
            if (answer > write.Price.Epoch)
            {
                Tell(write.Price.Pair, answer);
            }
        }
    }

    private void Tell(CurrencyPair pair, long epoch)
    {
        try
        {
            Outdated?.Invoke(pair, epoch);
        }
        catch (Exception e)
        {
            _link.Failures.Add(RedisFailure.Listener);
            LogListenerFailed(pair, e);
        }
    }

    private void Note(RedisFailure? hindrance)
    {
        var before = Interlocked.Exchange(ref _hindrance, hindrance is { } kind ? (int)kind : -1);
        if (before != _hindrance && !_stop.IsCancellationRequested)
        {
            LogState(hindrance?.Code() ?? "ok");
        }
    }

    [LoggerMessage(LogLevel.Warning, "Redis: writing is now {State}.")]
    private partial void LogState(string state);

    [LoggerMessage(LogLevel.Warning, "Redis: a batch failed ({Kind}).")]
    private partial void LogBatchFailed(string kind, Exception exception);

    [LoggerMessage(LogLevel.Warning, "Redis: the last prices of {Count} pairs cannot be recalled ({Kind}).")]
    private partial void LogNoRecall(string kind, int count);

    [LoggerMessage(LogLevel.Error, "Redis: a listener failed over the outdated {Pair}.")]
    private partial void LogListenerFailed(CurrencyPair pair, Exception exception);
}
