using FxOrleans.Pricing;

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
}
