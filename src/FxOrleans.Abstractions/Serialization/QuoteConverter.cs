using FxOrleans.Pricing;

namespace FxOrleans.Abstractions;

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
