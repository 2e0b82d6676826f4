using FxOrleans.Pricing;

using Orleans.Serialization.Cloning;

namespace FxOrleans.Abstractions;

/// <summary>An <see cref="Asset"/> on the wire: its code, which is the same in every process where its index is not.</summary>
[GenerateSerializer, Immutable, Alias("fx.Asset")]
public struct AssetSurrogate
{
    [Id(0)]
    public string Code;
}

/// <summary>An asset arrives as the catalogue's own instance, because equality is identity.</summary>
[RegisterConverter]
public sealed class AssetConverter : IConverter<Asset, AssetSurrogate>
{
    /// <exception cref="FormatException">This version knows no such asset.</exception>
    public Asset ConvertFromSurrogate(in AssetSurrogate surrogate) => AssetCatalog.Get(surrogate.Code);

    public AssetSurrogate ConvertToSurrogate(in Asset value) => new() { Code = value.Code };
}

/// <summary>An <see cref="Asset"/> is immutable: within a process it is passed on as it is.</summary>
[RegisterCopier]
public sealed class AssetCopier : ShallowCopier<Asset>;
