using FxOrleans.Pricing;

namespace FxOrleans.Abstractions;

/// <summary>An <see cref="Asset"/> on the wire: its code, which is the same in every process where its index is not.</summary>
[GenerateSerializer, Immutable, Alias("fx.Asset")]
public struct AssetSurrogate
{
    [Id(0)]
    public string Code;
}
