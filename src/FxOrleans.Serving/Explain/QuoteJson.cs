using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.Serving.Explain;

/// <summary>
/// Writes one source's part in a price. Values stand in the direction asked for; where that is not the one in which the market is kept,
/// also as they were decided on, since an inverse is rounded.
/// </summary>
internal static class QuoteJson
{
    public static void Write(Utf8JsonWriter json, QuoteView quote, bool inverted)
    {
        json.WriteStartObject();
        json.WriteString("provider", quote.Provider);
        json.WriteNumber("value", Turn(quote.Value, inverted));
        json.WriteString("timestamp", RateJson.Format(quote.Timestamp));
        json.WriteNumber("age", Math.Round(quote.Age.TotalSeconds, 3));
        json.WriteNumber("weight", quote.Weight);
        json.WriteBoolean("kept", quote.Kept);
        json.WriteString("reason", quote.Reason);
        json.WriteNumber("bid", Turn(inverted ? quote.Ask : quote.Bid, inverted));
        json.WriteNumber("ask", Turn(inverted ? quote.Bid : quote.Ask, inverted));
        json.WriteNumber("quality", quote.Quality);
        WriteDeviation(json, quote.Deviation is { } deviation ? (inverted ? (1 / (1 + deviation)) - 1 : deviation) : null);
        json.WriteString("kind", quote.Kind == SourceKind.Fixing ? "fixing" : quote.Kind.Code());
        json.WriteString("group", quote.Group);
        json.WriteNumber("trust", quote.Trust);
        if (inverted)
        {
            json.WriteNumber("marketValue", quote.Value);
            json.WriteNumber("marketBid", quote.Bid);
            json.WriteNumber("marketAsk", quote.Ask);
        }

        json.WriteEndObject();
    }

    private static decimal Turn(decimal value, bool inverted) =>
        inverted ? RatePrecision.Round(RatePrecision.Invert(value), RatePrecision.Derived) : value;

    private static void WriteDeviation(Utf8JsonWriter json, double? deviation)
    {
        if (deviation is { } known && double.IsFinite(known))
        {
            json.WriteNumber("deviation", Math.Round(known, 9));
        }
        else
        {
            json.WriteNull("deviation");
        }
    }
}
