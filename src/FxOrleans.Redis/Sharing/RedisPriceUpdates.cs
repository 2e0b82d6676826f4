using FxOrleans.Pricing;

namespace FxOrleans.Redis;

/// <summary><c>lokifi:price_updates</c> in Redis.</summary>
internal sealed class RedisPriceUpdates(RedisConnection connection, RedisKeys keys, RedisOptions options, TimeProvider time) : IPriceUpdates
{
    /// <inheritdoc/>
    public async ValueTask<bool> PublishAsync(ReadOnlyMemory<byte> message, CancellationToken cancel) =>
        await connection.PublishAsync(keys.PriceUpdates, message.ToArray(), cancel) is not null;

    /// <inheritdoc/>
    public async ValueTask<IAsyncDisposable> SubscribeAsync(Action<ReadOnlyMemory<byte>> receive, CancellationToken cancel)
    {
        var listener = new ChannelListener(connection, options, time, [(keys.PriceUpdates, message => receive(message))]);
        await listener.StartAsync(cancel);
        return listener;
    }
}
