using FxOrleans.Pricing;

using Orleans.Serialization.Cloning;

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

/// <summary>
/// Between <see cref="Quote"/> and its surrogate. What cannot be a quote here, such as one of an unknown asset, arrives as
/// the default, which has no source; receivers leave it out.
/// </summary>
[RegisterConverter]
public sealed class QuoteConverter : IConverter<Quote, QuoteSurrogate>
{
    public Quote ConvertFromSurrogate(in QuoteSurrogate surrogate)
    {
        var timestamp = new DateTimeOffset(surrogate.Timestamp, TimeSpan.Zero);
        return surrogate.Source is { } source && surrogate.Pair.Base is not null
            && Quote.TryCreate(source, surrogate.Pair, surrogate.Bid, surrogate.Mid, surrogate.Ask, timestamp, out var quote, out _)
            ? quote
            : default;
    }

    public QuoteSurrogate ConvertToSurrogate(in Quote value) => new()
    {
        Source = value.Source,
        Pair = value.Pair,
        Bid = value.Bid,
        Mid = value.Mid,
        Ask = value.Ask,
        Timestamp = value.Timestamp.UtcTicks,
    };
}

/// <summary>A <see cref="Quote"/> is immutable: within a process it is passed on as it is.</summary>
[RegisterCopier]
public sealed class QuoteCopier : ShallowCopier<Quote>;
