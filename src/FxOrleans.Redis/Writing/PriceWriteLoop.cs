using FxOrleans.Pricing;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace FxOrleans.Redis;

/// <summary>
/// The loop that takes what waits in the slots and writes it, one batch of scripts after the other. What fails goes back
/// into its slot; after a failure it waits a little longer each time, except for a connection, which it waits for.
/// </summary>
internal sealed partial class PriceWriteLoop(
    RedisConnection connection, PriceSlots slots, RedisKeys keys, RedisOptions options, PricingPolicy policy, PegWatch? pegs, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LastBackOff = TimeSpan.FromMilliseconds(1600);

    private readonly byte[] _buffer = new byte[PriceJson.MaxLength];
    private readonly List<PendingWrite> _batch = new(options.Window);
    private int _hindrance = -1;
    private long _written;
    private long _refused;

    /// <summary>Raised with a pair and the higher epoch that was found written.</summary>
    public event Action<CurrencyPair, long>? Outdated;

    /// <summary>What went wrong with the last batch; null when nothing did.</summary>
    public RedisFailure? LastWriteFailure => Volatile.Read(ref _hindrance) is >= 0 and var kind ? (RedisFailure)kind : null;

    public long Written => Interlocked.Read(ref _written);

    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Until the slots are complete and empty, or cancelled.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var backOff = FirstBackOff;
        while (await WaitAsync(stop))
        {
            var failed = await WriteBatchAsync(stop);
            Note(failed, stop);
            if (failed is null or RedisFailure.Away)
            {
                backOff = FirstBackOff;
            }

            if (failed is not null)
            {
                await Task.Delay(backOff, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                backOff = backOff * 2 < LastBackOff ? backOff * 2 : LastBackOff;
            }
        }
    }

    private async Task<bool> WaitAsync(CancellationToken stop)
    {
        try
        {
            return await slots.WaitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    // Null when all of it was written or refused, else what hindered it.
    private async Task<RedisFailure?> WriteBatchAsync(CancellationToken stop)
    {
        _batch.Clear();
        try
        {
            Send((await connection.ClientAsync(stop)).GetDatabase());
            await AnswersAsync(stop);
            return await SettleAsync();
        }
        catch (Exception e)
        {
            // Also what nobody foresaw: the writer must outlive it, and the count and the log show it.
            var kind = RedisFailures.KindOf(e);
            if (!stop.IsCancellationRequested)
            {
                connection.Failures.Add(kind);
                LogBatchFailed(log, kind.Code(), e);
            }

            foreach (var write in _batch)
            {
                slots.Again(write.Slot);
            }

            return kind;
        }
        finally
        {
            slots.Release(_batch.Count);
        }
    }

    private void Send(IDatabase database)
    {
        var now = time.GetUtcNow();
        var redis = database.CreateBatch();
        while (_batch.Count < options.Window && slots.TryTake(out var slot, out var price))
        {
            var length = PriceJson.Write(pegs is null ? price : pegs.Mark(price), now, policy, _buffer);
            _batch.Add(new PendingWrite(
                slot!, price, PriceScript.RunAsync(redis, slot!.Key, keys.Broadcast, price, _buffer[..length], now)));
        }

        redis.Execute();
    }

    // Returns when everything is answered or has failed: the client has its own deadline for each.
    private async Task AnswersAsync(CancellationToken stop)
    {
        Task answers = Task.WhenAll(_batch.Select(write => write.Answer));
        var wait = ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding;
        await answers.WaitAsync(options.Deadline, time, stop).ConfigureAwait(wait);
        if (!answers.IsCompleted)
        {
            Note(RedisFailure.Slow, stop);
            await answers.WaitAsync(options.Deadline * 2, time, stop).ConfigureAwait(wait);
        }
    }

    private async Task<RedisFailure?> SettleAsync()
    {
        RedisFailure? failed = null;
        foreach (var write in _batch)
        {
            if (write.Answer.IsCompletedSuccessfully)
            {
                PriceSlots.Answered(write.Slot);
                Settle(write, await write.Answer);
            }
            else
            {
                failed = write.Answer.Exception is { } e ? connection.Count(e) : connection.Count(new TimeoutException());
                slots.Again(write.Slot);
            }
        }

        return failed;
    }

    private void Settle(in PendingWrite write, long answer)
    {
        if (answer is PriceScript.Written or PriceScript.Replaced or PriceScript.Healed)
        {
            Interlocked.Increment(ref _written);
            if (answer == PriceScript.Replaced)
            {
                connection.Texts.Found(write.Slot.Key, stands: false);
            }
            else if (answer == PriceScript.Healed)
            {
                connection.Failures.Add(RedisFailure.Implausible);
                LogHealed(log, write.Slot.Key);
            }
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
            connection.Failures.Add(RedisFailure.Listener);
            LogListenerFailed(log, pair, e);
        }
    }

    private void Note(RedisFailure? hindrance, CancellationToken stop)
    {
        var now = hindrance is { } kind ? (int)kind : -1;
        if (Interlocked.Exchange(ref _hindrance, now) != now && !stop.IsCancellationRequested)
        {
            LogState(log, hindrance is null ? LogLevel.Information : LogLevel.Warning, hindrance?.Code() ?? "ok");
        }
    }

    [LoggerMessage("Redis: writing is now {State}.")]
    private static partial void LogState(ILogger log, LogLevel level, string state);

    [LoggerMessage(LogLevel.Warning, "Redis: {Key} held what cannot be a price of now; it was overwritten.")]
    private static partial void LogHealed(ILogger log, string key);

    [LoggerMessage(LogLevel.Warning, "Redis: a batch failed ({Kind}).")]
    private static partial void LogBatchFailed(ILogger log, string kind, Exception exception);

    [LoggerMessage(LogLevel.Error, "Redis: a listener failed over the outdated {Pair}.")]
    private static partial void LogListenerFailed(ILogger log, CurrencyPair pair, Exception exception);
}
