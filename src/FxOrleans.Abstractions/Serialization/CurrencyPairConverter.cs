using FxOrleans.Pricing;

namespace FxOrleans.Abstractions;

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
