using System.Collections.Concurrent;
using FxOrleans.Pricing;

namespace FxOrleans.Serving.Tests.Prices;

/// <summary>A shared cache in memory, whose lives only a test ends.</summary>
internal sealed class FakeSharedCache : ISharedCache
{
    public ConcurrentDictionary<string, (byte[] Body, TimeSpan Left)> Held { get; } = new();

    public ValueTask<CachedBytes?> GetAsync(CacheKey key, CancellationToken cancel) =>
        ValueTask.FromResult<CachedBytes?>(Held.TryGetValue(key.Name, out var held) ? new CachedBytes(held.Body, held.Left) : null);

    public void Put(CacheKey key, ReadOnlyMemory<byte> body) => Held[key.Name] = (body.ToArray(), key.Life);
}
