using FxOrleans.Pricing;

namespace FxOrleans.Redis;

/// <summary><c>lokifi:price_updates</c> in Redis.</summary>
internal sealed class RedisPriceUpdates(RedisLink link, RedisKeys keys, RedisOptions options, TimeProvider time) : IPriceUpdates
{
    /// <inheritdoc/>
    public async ValueTask<bool> PublishAsync(ReadOnlyMemory<byte> message, CancellationToken cancel) =>
        await link.PublishAsync(keys.PriceUpdates, message.ToArray(), cancel) is not null;

    /// <inheritdoc/>
    public async ValueTask<IAsyncDisposable> SubscribeAsync(Action<ReadOnlyMemory<byte>> receive, CancellationToken cancel)
    {
        var subscription = new RedisSubscription(link, options, time, [(keys.PriceUpdates, message => receive(message))]);
        await subscription.StartAsync(cancel);
        return subscription;
    }
}
