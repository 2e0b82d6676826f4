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

/// <summary>Between <see cref="QuoteView"/> and its surrogate.</summary>
[RegisterConverter]
public sealed class QuoteViewConverter : IConverter<QuoteView, QuoteViewSurrogate>
{
    public QuoteView ConvertFromSurrogate(in QuoteViewSurrogate surrogate) => new(
        surrogate.Provider, surrogate.Value, surrogate.Timestamp, surrogate.Age, surrogate.Weight, surrogate.Kept, surrogate.Reason)
    {
        // An older version sends none of these.
        Bid = surrogate.Bid > 0 ? surrogate.Bid : surrogate.Value,
        Ask = surrogate.Ask > 0 ? surrogate.Ask : surrogate.Value,
        Deviation = surrogate.Deviation,
        Quality = surrogate.Quality ?? 1,
        Kind = surrogate.Kind,
        Group = surrogate.Group ?? surrogate.Provider,
        Trust = surrogate.Trust ?? 1,
    };

    public QuoteViewSurrogate ConvertToSurrogate(in QuoteView value) => new()
    {
        Provider = value.Provider,
        Value = value.Value,
        Timestamp = value.Timestamp,
        Age = value.Age,
        Weight = value.Weight,
        Kept = value.Kept,
        Reason = value.Reason,
        Bid = value.Bid,
        Ask = value.Ask,
        Deviation = value.Deviation,
        Quality = value.Quality,
        Kind = value.Kind,
        Group = value.Group,
        Trust = value.Trust,
    };
}
