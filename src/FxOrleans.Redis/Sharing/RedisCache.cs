using FxOrleans.Pricing;
using StackExchange.Redis;

namespace FxOrleans.Redis;

/// <summary>
/// Keeps answers in Redis under the names that others read. While Redis is away nothing is asked of it, and nothing waits for it:
/// at most <see cref="MostInFlight"/> writes are under way, further ones are dropped and counted.
/// </summary>
internal sealed class RedisCache(RedisLink link, RedisKeys keys, RedisOptions options, TimeProvider time) : ISharedCache
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
        if (!link.IsUp)
        {
            return null;
        }

        try
        {
            var session = await link.SessionAsync(cancel);
            var found = await session.Database.StringGetWithExpiryAsync(keys.Cached(key))
                .WaitAsync(options.Deadline < Soon ? options.Deadline : Soon, time, cancel);
            link.Texts.Right(keys.Cached(key));
            return found.Value.HasValue && found.Expiry is { } left && left > TimeSpan.Zero && (byte[])found.Value! is { Length: <= MostBytes } body
                ? new CachedBytes(body, left < key.Life ? left : key.Life)
                : null;
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && RedisFailures.KindOf(e) is { } kind)
        {
            if (kind == RedisFailure.WrongType)
            {
                link.Texts.Found(keys.Cached(key), stands: true);
            }
            else
            {
                link.Failures.Add(kind);
            }

            return null;
        }
    }

    /// <inheritdoc/>
    public void Put(CacheKey key, ReadOnlyMemory<byte> body)
    {
        if (!link.IsUp || body.Length > MostBytes)
        {
            return;
        }

        if (Interlocked.Increment(ref _inFlight) > MostInFlight)
        {
            Interlocked.Decrement(ref _inFlight);
            link.Failures.Add(RedisFailure.Overrun);
            return;
        }

        _ = PutAsync(key, body.ToArray());
    }

    private async Task PutAsync(CacheKey key, byte[] body)
    {
        try
        {
            var session = await link.SessionAsync(CancellationToken.None).WaitAsync(options.Deadline, time);
            await session.Database.StringSetAsync(keys.Cached(key), body, key.Life).WaitAsync(options.Deadline, time, session.Lost);
            link.Texts.Right(keys.Cached(key));
        }
        catch (Exception e)
        {
            link.Failures.Add(RedisFailures.KindOf(e) ?? RedisFailure.Error); // Nobody waits for it: the count tells.
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }
}
