using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.Serving.Explain;

/// <summary>Writes <c>GET /rate/explain</c>: the price's own fields, then quotes, legs and policy. Values stand in the direction asked for.</summary>
internal static class ExplanationJson
{
    public static byte[] Encode(Encoded rate, IReadOnlyList<ExplainedLeg> legs, PricingPolicy policy)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WritePrice(json, rate);
            WriteQuotes(json, legs.Count == 1 ? legs[0] : null);
            json.WriteStartArray("legs");
            if (legs.Count > 1)
            {
                foreach (var leg in legs)
                {
                    WriteLeg(json, leg);
                }
            }

            json.WriteEndArray();
            WritePolicy(json, legs.Select(leg => leg.Explanation?.Policy).FirstOrDefault(known => known is not null) ?? policy);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WritePrice(Utf8JsonWriter json, Encoded rate)
    {
        using var price = JsonDocument.Parse(rate.Json);
        foreach (var field in price.RootElement.EnumerateObject())
        {
            field.WriteTo(json);
        }
    }

    private static void WriteLeg(Utf8JsonWriter json, ExplainedLeg leg)
    {
        json.WriteStartObject();
        WritePrice(json, leg.Rate);
        WriteQuotes(json, leg);
        json.WriteEndObject();
    }

    private static void WriteQuotes(Utf8JsonWriter json, ExplainedLeg? leg)
    {
        json.WriteStartArray("quotes");
        foreach (var quote in leg?.Explanation?.Quotes ?? [])
        {
            var inverted = leg!.Inverted;
            json.WriteStartObject();
            json.WriteString("provider", quote.Provider);
            json.WriteNumber("value", inverted ? RatePrecision.Round(RatePrecision.Invert(quote.Value), RatePrecision.Derived) : quote.Value);
            json.WriteString("timestamp", RateJson.Format(quote.Timestamp));
            json.WriteNumber("age", Math.Round(quote.Age.TotalSeconds, 3));
            json.WriteNumber("weight", Math.Round(quote.Weight, 6));
            json.WriteBoolean("kept", quote.Kept);
            json.WriteString("reason", quote.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePolicy(Utf8JsonWriter json, PricingPolicy policy)
    {
        json.WriteStartObject("policy");
        json.WriteNumber("quorum", policy.Quorum);
        json.WriteNumber("maxAge", policy.MaxAge.TotalSeconds);
        json.WriteNumber("maxClockSkew", policy.MaxClockSkew.TotalSeconds);
        json.WriteNumber("maxSources", policy.MaxSources);
        json.WriteNumber("outlierMads", policy.OutlierMads);
        json.WriteNumber("outlierFloor", policy.OutlierFloor);
        json.WriteNumber("decidedDigits", RatePrecision.Decided);
        json.WriteNumber("derivedDigits", RatePrecision.Derived);
        json.WriteEndObject();
    }
}
