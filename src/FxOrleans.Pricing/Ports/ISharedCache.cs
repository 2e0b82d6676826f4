namespace FxOrleans.Pricing;

/// <summary>A cache that several nodes share. Being away is no failure: it then holds nothing. Thread-safe.</summary>
public interface ISharedCache
{
    /// <summary>What is kept under that key; null when there is nothing, or no answer soon. Does not throw but for the caller's cancellation.</summary>
    ValueTask<CachedBytes?> GetAsync(CacheKey key, CancellationToken cancel);

    /// <summary>Keeps the bytes for <see cref="CacheKey.Life"/>, sooner or later; drops them when it is away or has too much to do. Never waits, never throws.</summary>
    void Put(CacheKey key, ReadOnlyMemory<byte> body);
}
