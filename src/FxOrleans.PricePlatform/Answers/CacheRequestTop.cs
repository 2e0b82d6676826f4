using FxOrleans.Pricing;

namespace FxOrleans.PricePlatform;

/// <summary>The largest coins. Immutable.</summary>
/// <param name="Limit">How many.</param>
internal sealed record CacheRequestTop(int Limit) : CacheRequest
{
    /// <inheritdoc/>
    public override CacheKey Key => CacheKey.CryptoTop(Limit);
}
