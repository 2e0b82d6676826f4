using FxOrleans.Pricing;

namespace FxOrleans.Abstractions;

/// <summary>A <see cref="Quote"/> on the wire.</summary>
[GenerateSerializer, Immutable, Alias("fx.Quote")]
public struct QuoteSurrogate
{
    [Id(0)]
    public QuoteSource? Source;

    [Id(1)]
    public CurrencyPair Pair;

    [Id(2)]
    public decimal Bid;

    [Id(3)]
    public decimal Mid;

    [Id(4)]
    public decimal Ask;

    /// <summary>UTC ticks.</summary>
    [Id(5)]
    public long Timestamp;
}
