using StackExchange.Redis;

namespace FxOrleans.Redis;

/// <summary>
/// Keeps the connection standing, gives it up when it hangs, and notices when Redis has lost what was written to it:
/// after a new connection, and whenever keys are missing. Then everything is to be written again.
/// </summary>
internal sealed class RedisWatch(RedisLink link, PriceSlots slots, RedisOptions options, TimeProvider time)
{
    private readonly CancellationTokenSource _stop = new();

    public void Stop() => _stop.Cancel();

    public async Task RunAsync(CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, cancel);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var session = await link.SessionAsync(stop.Token);
                slots.AllAgain();
                await WatchAsync(session, stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task WatchAsync(RedisSession session, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(session.Lost, stop);
        while (!either.IsCancellationRequested)
        {
            await Task.Delay(options.CheckInterval, time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (either.IsCancellationRequested)
            {
                return;
            }

            try
            {
                var keys = slots.SettledKeys;
                if (await CountAsync(session.Database, keys).WaitAsync(options.Deadline * 2, time, either.Token) < keys.Count)
                {
                    slots.AllAgain();
                }

                await link.Texts.LookAgainAsync(session.Database).WaitAsync(options.Deadline * 2, time, either.Token);
            }
            catch (TimeoutException)
            {
                link.Failures.Add(RedisFailure.Slow);
                session.Abandon();
            }
            catch (Exception e) when (RedisFailures.KindOf(e) is { } kind)
            {
                if (!either.IsCancellationRequested)
                {
                    link.Failures.Add(kind);
                }
            }
        }
    }

    private static async Task<long> CountAsync(IDatabase redis, IReadOnlyList<string> keys)
    {
        if (keys.Count == 0)
        {
            await redis.PingAsync();
            return 0;
        }

        return (long)await redis.ExecuteAsync("EXISTS", [.. keys.Select(key => (object)(RedisKey)key)]);
    }
}
