using FxOrleans.Pricing;

namespace FxOrleans.Redis;

/// <summary>
/// Prices as Redis has them, for a serving node: the snapshot is <c>latest_rate:*</c> of the tracked pairs merged with
/// <c>rates</c>, the batches are <c>rates:broadcast</c> and what <c>rates</c> holds after each <c>rates_updated</c>.
/// All on shard 0, with a canary each <see cref="RedisOptions.CheckInterval"/> while Redis answers. Thread-safe.
/// </summary>
public sealed class RedisTickSource : ITickSource
{
    private readonly RedisConnection _connection;
    private readonly RedisReader _reader;
    private readonly RedisKeys _keys;
    private readonly IReadOnlyCollection<CurrencyPair> _pairs;
    private readonly RedisOptions _options;
    private readonly TimeProvider _time;

    internal RedisTickSource(
        RedisConnection connection, RedisReader reader, RedisKeys keys, IReadOnlyCollection<CurrencyPair> pairs, RedisOptions options, TimeProvider time)
    {
        _connection = connection;
        _reader = reader;
        _keys = keys;
        _pairs = pairs;
        _options = options;
        _time = time;
    }

    /// <inheritdoc/>
    /// <exception cref="RedisUnavailableException">Redis does not answer. So no snapshot is never taken for an empty one.</exception>
    public Task<IReadOnlyList<Price>> SnapshotAsync(CancellationToken cancel) => _reader.NewestAsync(_pairs, cancel);

    /// <inheritdoc/>
    /// <remarks>
    /// While Redis is away nothing comes; from then on the numbers go on with a gap, as after every loss of messages.
    /// </remarks>
    public async ValueTask<IAsyncDisposable> SubscribeAsync(Action<TickBatch> receive, CancellationToken cancel)
    {
        var stream = new PriceStream(_connection, _reader, _keys, _options, _time, receive);
        await stream.StartAsync(cancel);
        return stream;
    }
}
