using FxOrleans.Pricing;

using Orleans.Serialization.Cloning;

namespace FxOrleans.Abstractions;

/// <summary>A <see cref="Price"/> on the wire. Members are added with new numbers, never renumbered.</summary>
[GenerateSerializer, Immutable, Alias("fx.Price")]
public struct PriceSurrogate
{
    [Id(0)]
    public CurrencyPair Pair;

    [Id(1)]
    public decimal Mid;

    [Id(2)]
    public decimal Bid;

    [Id(3)]
    public decimal Ask;

    [Id(4)]
    public decimal Confidence;

    /// <summary>UTC ticks, half the size of a <see cref="DateTimeOffset"/>.</summary>
    [Id(5)]
    public long Timestamp;

    [Id(6)]
    public byte Kind;

    [Id(7)]
    public bool Quorate;

    /// <summary>UTC ticks.</summary>
    [Id(8)]
    public long FreshUntil;

    [Id(9)]
    public int Sources;

    [Id(10)]
    public bool Simulated;

    [Id(11)]
    public long Epoch;

    [Id(12)]
    public long Sequence;

    [Id(13)]
    public bool Derived;

    [Id(14)]
    public int Degraded;

    [Id(15)]
    public bool Disputed;

    [Id(16)]
    public bool Wide;

    [Id(17)]
    public bool PegBroken;
}

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
        Derived = surrogate.Derived,
        Degraded = surrogate.Degraded,
        Disputed = surrogate.Disputed,
        Wide = surrogate.Wide,
        PegBroken = surrogate.PegBroken,
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
        Derived = value.Derived,
        Degraded = value.Degraded,
        Disputed = value.Disputed,
        Wide = value.Wide,
        PegBroken = value.PegBroken,
    };
}

/// <summary>A <see cref="Price"/> is immutable: within a process it is passed on as it is.</summary>
[RegisterCopier]
public sealed class PriceCopier : ShallowCopier<Price>;
