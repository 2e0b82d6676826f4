using FxOrleans.Pricing;

namespace FxOrleans.Abstractions;

/// <summary>Between <see cref="Price"/> and its surrogate.</summary>
[RegisterConverter]
public sealed class PriceConverter : IConverter<Price, PriceSurrogate>
{
    public Price ConvertFromSurrogate(in PriceSurrogate surrogate) => new()
    {
        Pair = surrogate.Pair,
        Mid = surrogate.Mid,
        Bid = surrogate.Bid,
        Ask = surrogate.Ask,
        Confidence = surrogate.Confidence,
        Timestamp = new DateTimeOffset(surrogate.Timestamp, TimeSpan.Zero),
        Kind = (SourceKind)surrogate.Kind,
        Quorate = surrogate.Quorate,
        FreshUntil = new DateTimeOffset(surrogate.FreshUntil, TimeSpan.Zero),
        Sources = surrogate.Sources,
        Simulated = surrogate.Simulated,
        Epoch = surrogate.Epoch,
        Sequence = surrogate.Sequence,
    };

    public PriceSurrogate ConvertToSurrogate(in Price value) => new()
    {
        Pair = value.Pair,
        Mid = value.Mid,
        Bid = value.Bid,
        Ask = value.Ask,
        Confidence = value.Confidence,
        Timestamp = value.Timestamp.UtcTicks,
        Kind = (byte)value.Kind,
        Quorate = value.Quorate,
        FreshUntil = value.FreshUntil.UtcTicks,
        Sources = value.Sources,
        Simulated = value.Simulated,
        Epoch = value.Epoch,
        Sequence = value.Sequence,
    };
}
