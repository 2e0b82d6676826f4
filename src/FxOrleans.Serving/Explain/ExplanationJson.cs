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

            // False on a node that only serves: the quotes are where the price was decided.
            json.WriteBoolean("complete", legs.All(leg => leg.Explanation is not null));
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
            json.WriteNumber("value", Turn(quote.Value, inverted));
            json.WriteString("timestamp", RateJson.Format(quote.Timestamp));
            json.WriteNumber("age", Math.Round(quote.Age.TotalSeconds, 3));
            json.WriteNumber("weight", Math.Round(quote.Weight, 6));
            json.WriteBoolean("kept", quote.Kept);
            json.WriteString("reason", quote.Reason);
            json.WriteNumber("bid", Turn(inverted ? quote.Ask : quote.Bid, inverted));
            json.WriteNumber("ask", Turn(inverted ? quote.Bid : quote.Ask, inverted));
            json.WriteNumber("quality", Math.Round(quote.Quality, 6));
            WriteRatio(json, "deviation", quote.Deviation is { } deviation ? (inverted ? (1 / (1 + deviation)) - 1 : deviation) : null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (leg?.Explanation is { } explained)
        {
            WriteJudgement(json, explained.Judgement, leg.Inverted);
        }
    }

    private static void WriteJudgement(Utf8JsonWriter json, in Judgement judgement, bool inverted)
    {
        json.WriteStartObject("consensus");
        var centre = judgement.Centre is > 1e-15 and < 1e15 ? Turn((decimal)judgement.Centre, inverted) : (decimal?)null;
        if (centre is { } value)
        {
            json.WriteNumber("centre", value);
        }
        else
        {
            json.WriteNull("centre");
        }

        WriteRatio(json, "scale", judgement.Scale);
        WriteRatio(json, "threshold", judgement.Threshold);
        json.WriteBoolean("disputed", judgement.Disputed);
        WriteRatio(json, "doubt", judgement.Doubt);
        json.WriteBoolean("confirmed", judgement.Confirmed);
        json.WriteBoolean("held", judgement.Held);
        json.WriteEndObject();
    }

    private static decimal Turn(decimal value, bool inverted) =>
        inverted ? RatePrecision.Round(RatePrecision.Invert(value), RatePrecision.Derived) : value;

    private static void WriteRatio(Utf8JsonWriter json, string name, double? ratio)
    {
        if (ratio is { } known && double.IsFinite(known))
        {
            json.WriteNumber(name, Math.Round(known, 9));
        }
        else
        {
            json.WriteNull(name);
        }
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
        json.WriteNumber("holdFor", policy.HoldFor.TotalSeconds);
        json.WriteNumber("holdFaultFor", policy.HoldFaultFor.TotalSeconds);
        json.WriteNumber("frozenQuotes", policy.FrozenQuotes);
        json.WriteNumber("frozenAfter", policy.FrozenAfter.TotalSeconds);
        json.WriteNumber("explainDepth", policy.ExplainDepth);
        json.WriteNumber("decidedDigits", RatePrecision.Decided);
        json.WriteNumber("derivedDigits", RatePrecision.Derived);
        json.WriteEndObject();
    }
}
