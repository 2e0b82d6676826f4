using FxOrleans.Pricing;
using StackExchange.Redis;

namespace FxOrleans.Redis;

/// <summary>
/// Keeps answers in Redis under the names that others read. While Redis is away nothing is asked of it, and nothing waits for it:
/// at most <see cref="MostInFlight"/> writes are under way, further ones are dropped and counted.
/// </summary>
internal sealed class RedisCache(RedisConnection connection, RedisKeys keys, RedisOptions options) : ISharedCache
{
    /// <summary>Writes under way at once.</summary>
    public const int MostInFlight = 256;

    /// <summary>A longer answer is not worth waiting for: it can be made anew.</summary>
    private const int MostBytes = 8 * 1024 * 1024;

    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(250);

    private int _inFlight;

    /// <inheritdoc/>
    public async ValueTask<CachedBytes?> GetAsync(CacheKey key, CancellationToken cancel)
    {
        if (!connection.IsUp)
        {
            return null;
        }

        try
        {
            var (deadline, name) = (options.Deadline < Soon ? options.Deadline : Soon, keys.Cached(key));
            return await connection.AskAsync(redis => connection.Texts.ReadAsync(name, () => redis.StringGetWithExpiryAsync(name)), deadline, cancel) is { } found
                && found.Value.HasValue && found.Expiry is { } left && left > TimeSpan.Zero && (byte[])found.Value! is { Length: <= MostBytes } body
                ? new CachedBytes(body, left < key.Life ? left : key.Life)
                : null;
        }
        catch (RedisUnavailableException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Put(CacheKey key, ReadOnlyMemory<byte> body)
    {
        if (!connection.IsUp || body.Length > MostBytes)
        {
            return;
        }

        if (Interlocked.Increment(ref _inFlight) > MostInFlight)
        {
            Interlocked.Decrement(ref _inFlight);
            connection.Failures.Add(RedisFailure.Overrun);
            return;
        }

        _ = PutAsync(key, body.ToArray());
    }

    private async Task PutAsync(CacheKey key, byte[] body)
    {
        try
        {
            await connection.AskAsync(redis => redis.StringSetAsync(keys.Cached(key), body, key.Life), options.Deadline, CancellationToken.None);
            connection.Texts.Right(keys.Cached(key));
        }
        catch (RedisUnavailableException)
        {
            // Nobody waits for it: the count tells.
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }
}
