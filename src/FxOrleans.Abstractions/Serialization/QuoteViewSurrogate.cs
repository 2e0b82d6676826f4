using FxOrleans.Pricing;

namespace FxOrleans.Abstractions;

/// <summary>A <see cref="QuoteView"/> on the wire.</summary>
[GenerateSerializer, Immutable, Alias("fx.QuoteView")]
public struct QuoteViewSurrogate
{
    [Id(0)]
    public string Provider;

    [Id(1)]
    public decimal Value;

    [Id(2)]
    public DateTimeOffset Timestamp;

    [Id(3)]
    public TimeSpan Age;

    [Id(4)]
    public double Weight;

    [Id(5)]
    public bool Kept;

    [Id(6)]
    public string? Reason;

    [Id(7)]
    public decimal Bid;

    [Id(8)]
    public decimal Ask;

    [Id(9)]
    public double? Deviation;

    [Id(10)]
    public double? Quality;

    [Id(11)]
    public SourceKind Kind;

    [Id(12)]
    public string? Group;

    [Id(13)]
    public double? Trust;
}
