using System.Text;
using FxOrleans.Pricing;
using StackExchange.Redis;

namespace FxOrleans.Redis;

/// <summary>Requests for answers by a channel of Redis; whoever hears one and claims it first is told.</summary>
internal sealed class RedisAnswerRequests(RedisConnection connection, RedisKeys keys, RedisOptions options, TimeProvider time) : ICacheRequests
{
    /// <summary>How long a claim keeps the others from the same answer.</summary>
    private static readonly TimeSpan Claim = TimeSpan.FromSeconds(5);

    /// <summary>Claims under way at once; further requests are dropped and counted.</summary>
    private const int MostClaims = 64;

    /// <summary>In bytes: a search of 64 letters of three bytes each, and what stands before it.</summary>
    private const int LongestName = 256;

    private int _claims;

    /// <inheritdoc/>
    public async ValueTask<bool> AskAsync(CacheKey key, CancellationToken cancel) => await connection.PublishAsync(keys.Wanted, key.Name, cancel) > 0;

    /// <inheritdoc/>
    public async ValueTask<IAsyncDisposable> SubscribeAsync(Func<string, bool> takes, Action<string> receive, CancellationToken cancel)
    {
        var listener = new ChannelListener(connection, options, time, [(keys.Wanted, name => _ = ClaimAsync(name, takes, receive))]);
        await listener.StartAsync(cancel);
        return listener;
    }

    private async Task ClaimAsync(byte[] message, Func<string, bool> takes, Action<string> receive)
    {
        if (message.Length is 0 or > LongestName)
        {
            connection.Failures.Add(RedisFailure.Malformed);
            return;
        }

        var name = Encoding.UTF8.GetString(message);
        if (!takes(name))
        {
            return;
        }

        if (Interlocked.Increment(ref _claims) > MostClaims)
        {
            Interlocked.Decrement(ref _claims);
            connection.Failures.Add(RedisFailure.Overrun);
            return;
        }

        try
        {
            if (await connection.AskAsync(redis => redis.StringSetAsync(keys.Claim(name), "", Claim, When.NotExists), options.Deadline, CancellationToken.None))
            {
                receive(name);
            }
        }
        catch (RedisUnavailableException)
        {
            // Nobody waits for it: the count tells.
        }
        catch (Exception)
        {
            connection.Failures.Add(RedisFailure.Listener);
        }
        finally
        {
            Interlocked.Decrement(ref _claims);
        }
    }
}
