using FxOrleans.Pricing;

namespace FxOrleans.PricePlatform;

/// <summary>
/// The coins whose name or symbol holds a text. Anybody may ask for any text, so that these alone are counted: a node asks for, and
/// makes for others, at most <see cref="PricesOptions.SharedSearches"/> a minute. Immutable.
/// </summary>
/// <param name="Text">As <see cref="CryptoQuery.Normal"/> writes it.</param>
/// <param name="Limit">How many.</param>
internal sealed record CacheRequestSearch(string Text, int Limit) : CacheRequest
{
    /// <inheritdoc/>
    public override CacheKey Key => CacheKey.CryptoSearch(Text, Limit);
}
