using FxOrleans.Pricing;

namespace FxOrleans.Abstractions;

/// <summary>The latest prices that somebody knows, in no order. Never changed once it is made.</summary>
[GenerateSerializer, Immutable, Alias("fx.PriceSnapshot")]
public sealed class PriceSnapshot
{
    [Id(0)]
    public Price[] Prices { get; init; } = [];
}
