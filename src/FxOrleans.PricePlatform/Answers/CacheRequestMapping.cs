using FxOrleans.Pricing;

namespace FxOrleans.PricePlatform;

/// <summary>The coin that each symbol means. Immutable.</summary>
internal sealed record CacheRequestMapping : CacheRequest
{
    /// <inheritdoc/>
    public override CacheKey Key => CacheKey.CryptoMapping;
}
