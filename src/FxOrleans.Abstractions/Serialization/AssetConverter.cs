using FxOrleans.Pricing;

namespace FxOrleans.Abstractions;

/// <summary>An asset arrives as the catalogue's own instance, because equality is identity.</summary>
[RegisterConverter]
public sealed class AssetConverter : IConverter<Asset, AssetSurrogate>
{
    /// <exception cref="FormatException">This version knows no such asset.</exception>
    public Asset ConvertFromSurrogate(in AssetSurrogate surrogate) => AssetCatalog.Get(surrogate.Code);

    public AssetSurrogate ConvertToSurrogate(in Asset value) => new() { Code = value.Code };
}
