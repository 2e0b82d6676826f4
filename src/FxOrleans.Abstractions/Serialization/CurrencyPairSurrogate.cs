using FxOrleans.Pricing;

using Orleans.Serialization.Cloning;

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

/// <summary>A pair of assets that this version does not know arrives as the default, which is no pair; receivers leave it out.</summary>
[RegisterConverter]
public sealed class CurrencyPairConverter : IConverter<CurrencyPair, CurrencyPairSurrogate>
{
    public CurrencyPair ConvertFromSurrogate(in CurrencyPairSurrogate surrogate) =>
        AssetCatalog.TryGet(surrogate.Base, out var @base) && AssetCatalog.TryGet(surrogate.Quote, out var quote) && !ReferenceEquals(@base, quote)
            ? new CurrencyPair(@base, quote)
            : default;

    public CurrencyPairSurrogate ConvertToSurrogate(in CurrencyPair value) => new() { Base = value.Base?.Code, Quote = value.Quote?.Code };
}

/// <summary>A <see cref="CurrencyPair"/> is immutable: within a process it is passed on as it is.</summary>
[RegisterCopier]
public sealed class CurrencyPairCopier : ShallowCopier<CurrencyPair>;
