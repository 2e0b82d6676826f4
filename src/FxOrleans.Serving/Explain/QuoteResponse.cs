using System.Text.Json.Serialization;
using FxOrleans.Pricing;

namespace FxOrleans.Serving.Explain;

/// <summary>The JSON of one source's part in a price.</summary>
/// <param name="Provider">Who quotes.</param>
/// <param name="Value">The mid, in the direction asked for.</param>
/// <param name="Timestamp">Market time, UTC.</param>
/// <param name="Age">In seconds.</param>
/// <param name="Weight">In the weighted median; 0 where it is not kept.</param>
/// <param name="Kept">Whether it has a part.</param>
/// <param name="Reason">Why not: outlier, stale, frozen, inverted, scaled, out_of_order, sandbox, superseded and others; null where it is kept.</param>
/// <param name="Bid">In the direction asked for.</param>
/// <param name="Ask">In the direction asked for.</param>
/// <param name="Quality">The factor that recent mistakes leave of its weight; 1 without any.</param>
/// <param name="Deviation">From the middle, as a share of it; null where there is none.</param>
/// <param name="Kind">live, periodic or fixing.</param>
/// <param name="Group">Sources of one group copy one another and count as one.</param>
/// <param name="Trust">Its weight among its kind before age, quality and group.</param>
/// <param name="MarketValue">The mid as it was decided on, where the price is turned round.</param>
/// <param name="MarketBid">The bid as it was decided on.</param>
/// <param name="MarketAsk">The ask as it was decided on.</param>
public sealed record QuoteResponse(
    string Provider, decimal Value, DateTimeOffset Timestamp, double Age, double Weight, bool Kept, string? Reason, decimal Bid, decimal Ask,
    double Quality, double? Deviation, string Kind, string Group, double Trust,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? MarketValue,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? MarketBid,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? MarketAsk)
{
    /// <summary>
    /// Of a quote. Values stand in the direction asked for; where that is not the one in which the market is kept, also as they were decided
    /// on, since an inverse is rounded.
    /// </summary>
    internal static QuoteResponse Of(QuoteView quote, bool inverted) => new(
        quote.Provider,
        Turn(quote.Value, inverted),
        quote.Timestamp,
        Math.Round(quote.Age.TotalSeconds, 3),
        quote.Weight,
        quote.Kept,
        quote.Reason,
        Turn(inverted ? quote.Ask : quote.Bid, inverted),
        Turn(inverted ? quote.Bid : quote.Ask, inverted),
        quote.Quality,
        DeviationOf(quote, inverted),
        quote.Kind == SourceKind.Fixing ? "fixing" : quote.Kind.Code(),
        quote.Group,
        quote.Trust,
        inverted ? quote.Value : null,
        inverted ? quote.Bid : null,
        inverted ? quote.Ask : null);

    private static decimal Turn(decimal value, bool inverted) =>
        inverted ? RatePrecision.Round(RatePrecision.Invert(value), RatePrecision.Derived) : value;

    private static double? DeviationOf(QuoteView quote, bool inverted)
    {
        var deviation = inverted ? (1 / (1 + quote.Deviation)) - 1 : quote.Deviation;
        return deviation is { } known && double.IsFinite(known) ? Math.Round(known, 9) : null;
    }
}
