using FxOrleans.Pricing;
using StackExchange.Redis;

namespace FxOrleans.Redis;

/// <summary><c>lokifi:price_updates</c> in Redis.</summary>
internal sealed class RedisPriceUpdates(RedisLink link, RedisKeys keys, RedisOptions options, TimeProvider time) : IPriceUpdates
{
    /// <inheritdoc/>
    public async ValueTask<bool> PublishAsync(ReadOnlyMemory<byte> message, CancellationToken cancel)
    {
        if (!link.IsUp)
        {
            return false;
        }

        try
        {
            var session = await link.SessionAsync(cancel);
            await session.Subscriber.PublishAsync(new RedisChannel(keys.PriceUpdates, RedisChannel.PatternMode.Literal), message.ToArray()).WaitAsync(options.Deadline, time, cancel);
            return true;
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && RedisFailures.KindOf(e) is { } kind)
        {
            link.Failures.Add(kind);
            return false;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IAsyncDisposable> SubscribeAsync(Action<ReadOnlyMemory<byte>> receive, CancellationToken cancel)
    {
        var subscription = new RedisSubscription(link, options, time, [(keys.PriceUpdates, message => receive(message))]);
        await subscription.StartAsync(cancel);
        return subscription;
    }
}
