using StackExchange.Redis;

namespace FxOrleans.Redis;

/// <summary>
/// Notices when Redis has lost what was written to it: after each loss of the connection, and whenever keys are missing. Then everything
/// is to be written again.
/// </summary>
internal sealed class RedisKeyAudit(RedisConnection connection, PriceSlots slots, RedisOptions options, TimeProvider time)
{
    private readonly CancellationTokenSource _stop = new();
    private long _interruptions = -1;

    public void Stop() => _stop.Cancel();

    public async Task RunAsync(CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, cancel);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await connection.ClientAsync(stop.Token);
                await LookAsync(stop.Token);
                await Task.Delay(options.CheckInterval, time, stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task LookAsync(CancellationToken stop)
    {
        var interruptions = connection.Interruptions;
        if (interruptions != _interruptions)
        {
            _interruptions = interruptions;
            slots.AllAgain();
        }

        try
        {
            var keys = slots.SettledKeys;
            if (keys.Count > 0 && await connection.AskAsync(redis => CountAsync(redis, keys), options.Deadline * 2, stop) < keys.Count)
            {
                slots.AllAgain();
            }

            await connection.AskAsync(connection.Texts.LookAgainAsync, options.Deadline * 2, stop);
        }
        catch (RedisUnavailableException)
        {
            // It is looked at again.
        }
    }

    private static async Task<long> CountAsync(IDatabase redis, IReadOnlyList<string> keys) =>
        (long)await redis.ExecuteAsync("EXISTS", [.. keys.Select(key => (object)(RedisKey)key)]);
}
