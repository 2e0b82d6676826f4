using System.Text;
using FxOrleans.Pricing;
using StackExchange.Redis;

namespace FxOrleans.Redis;

/// <summary>Requests for answers by a channel of Redis; whoever hears one and claims it first is told.</summary>
internal sealed class RedisAnswerRequests(RedisLink link, RedisKeys keys, RedisOptions options, TimeProvider time) : IAnswerRequests
{
    /// <summary>How long a claim keeps the others from the same answer.</summary>
    private static readonly TimeSpan Claim = TimeSpan.FromSeconds(5);

    /// <summary>Claims under way at once; further requests are dropped and counted.</summary>
    private const int MostClaims = 64;

    /// <summary>In bytes: a search of 64 letters of three bytes each, and what stands before it.</summary>
    private const int LongestName = 256;

    private int _claims;

    /// <inheritdoc/>
    public async ValueTask<bool> AskAsync(CacheKey key, CancellationToken cancel) => await link.PublishAsync(keys.Wanted, key.Name, cancel) > 0;

    /// <inheritdoc/>
    public async ValueTask<IAsyncDisposable> SubscribeAsync(Func<string, bool> takes, Action<string> receive, CancellationToken cancel)
    {
        var subscription = new RedisSubscription(link, options, time, [(keys.Wanted, name => _ = ClaimAsync(name, takes, receive))]);
        await subscription.StartAsync(cancel);
        return subscription;
    }

    private async Task ClaimAsync(byte[] message, Func<string, bool> takes, Action<string> receive)
    {
        if (message.Length is 0 or > LongestName)
        {
            link.Failures.Add(RedisFailure.Malformed);
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
            link.Failures.Add(RedisFailure.Overrun);
            return;
        }

        try
        {
            var session = await link.SessionAsync(CancellationToken.None).WaitAsync(options.Deadline, time);
            if (await session.Database.StringSetAsync(keys.Claim(name), "", Claim, When.NotExists).WaitAsync(options.Deadline, time, session.Lost))
            {
                receive(name);
            }
        }
        catch (Exception e)
        {
            link.Failures.Add(RedisFailures.KindOf(e) ?? RedisFailure.Listener); // Nobody waits for it: the count tells.
        }
        finally
        {
            Interlocked.Decrement(ref _claims);
        }
    }
}
