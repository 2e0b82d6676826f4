using FxOrleans.Pricing;

namespace FxOrleans.Abstractions;

/// <summary>Between <see cref="QuoteView"/> and its surrogate.</summary>
[RegisterConverter]
public sealed class QuoteViewConverter : IConverter<QuoteView, QuoteViewSurrogate>
{
    public QuoteView ConvertFromSurrogate(in QuoteViewSurrogate surrogate) => new(
        surrogate.Provider, surrogate.Value, surrogate.Timestamp, surrogate.Age, surrogate.Weight, surrogate.Kept, surrogate.Reason)
    {
        Bid = surrogate.Bid,
        Ask = surrogate.Ask,
        Deviation = surrogate.Deviation,
        Quality = surrogate.Quality,
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
    };
}
