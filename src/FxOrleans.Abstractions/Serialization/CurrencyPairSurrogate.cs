using FxOrleans.Pricing;

namespace FxOrleans.Abstractions;

/// <summary>A <see cref="CurrencyPair"/> on the wire: its assets' codes.</summary>
[GenerateSerializer, Immutable, Alias("fx.CurrencyPair")]
public struct CurrencyPairSurrogate
{
    [Id(0)]
    public string? Base;

    [Id(1)]
    public string? Quote;
}
