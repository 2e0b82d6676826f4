using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.Serving.Explain;

/// <summary>Writes <c>GET /rate/explain</c>: the price's own fields, then quotes, legs and policy. Values stand in the direction asked for.</summary>
internal static class ExplanationJson
{
    public static byte[] Encode(EncodedRate rate, IReadOnlyList<ExplainedLeg> legs, ExplainedLeg? direct, PricingPolicy policy)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WritePrice(json, rate, [.. legs.SelectMany(leg => leg.Findings).DistinctBy(finding => finding.Code)]);
            WriteLeg(json, legs.Count == 1 ? legs[0] : null);
            json.WriteStartArray("legs");
            if (legs.Count > 1)
            {
                foreach (var leg in legs)
                {
                    WriteExplained(json, leg);
                }
            }

            json.WriteEndArray();
            if (direct is not null)
            {
                json.WritePropertyName("direct");
                WriteExplained(json, direct);
            }

            // False on a node that only serves: the quotes are where the price was decided.
            json.WriteBoolean("complete", legs.All(leg => leg.Explanation is not null));
            WritePolicy(
                json,
                legs.Select(leg => leg.Explanation?.Policy).FirstOrDefault(known => known is not null) ?? policy,
                rate.Rate.From == rate.Rate.To ? default : policy.LimitsOf(new CurrencyPair(rate.Rate.From, rate.Rate.To)));
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteExplained(Utf8JsonWriter json, ExplainedLeg leg)
    {
        json.WriteStartObject();
        WritePrice(json, leg.Rate, leg.Findings);
        WriteLeg(json, leg);
        json.WriteEndObject();
    }

    // A reason is told with what was found; of several legs with one reason the first tells.
    private static void WritePrice(Utf8JsonWriter json, EncodedRate rate, IReadOnlyList<UsageFinding> findings)
    {
        using var price = JsonDocument.Parse(rate.Json);
        foreach (var field in price.RootElement.EnumerateObject())
        {
            if (field.NameEquals("reasons"u8))
            {
                json.WritePropertyName("reasons"u8);
                JsonSerializer.Serialize(json, findings, JsonSerializerOptions.Web);
            }
            else
            {
                field.WriteTo(json);
            }
        }
    }

    private static void WriteLeg(Utf8JsonWriter json, ExplainedLeg? leg)
    {
        json.WriteStartArray("quotes");
        foreach (var quote in leg?.Explanation?.Quotes ?? [])
        {
            QuoteJson.Write(json, quote, leg!.Leg.Inverted);
        }

        json.WriteEndArray();
        if (leg?.Explanation is { } explained)
        {
            WriteJudgement(json, explained.ConsensusDiagnostics, leg.Leg.Inverted);
            json.WriteString("at", RateJson.Format(explained.At));
        }

        if (leg is not null)
        {
            WriteMarket(json, leg.Leg);
        }
    }

    private static void WriteJudgement(Utf8JsonWriter json, in ConsensusDiagnostics judgement, bool inverted)
    {
        json.WriteStartObject("consensus");
        WriteRatio(json, "centre", judgement.Centre > 0 ? (inverted ? 1 / judgement.Centre : judgement.Centre) : null);
        WriteRatio(json, "scale", judgement.Scale);
        WriteRatio(json, "threshold", judgement.Threshold);
        json.WriteBoolean("disputed", judgement.Disputed);
        WriteRatio(json, "doubt", judgement.Doubt);
        json.WriteBoolean("confirmed", judgement.Confirmed);
        json.WriteBoolean("held", judgement.Held);
        WriteRatio(json, "deviation", judgement.Uncertainty.Deviation);
        WriteRatio(json, "freedom", judgement.Uncertainty.Freedom);
        WriteRatio(json, "variance", judgement.Uncertainty.Variance);
        json.WriteEndObject();
    }

    // The price as it is kept, before it is turned round.
    private static void WriteMarket(Utf8JsonWriter json, in Leg leg)
    {
        json.WriteStartObject("market");
        json.WriteString("pair", leg.Price.Pair.ToString());
        json.WriteBoolean("inverted", leg.Inverted);
        json.WriteNumber("price", leg.Price.Mid);
        json.WriteNumber("bid", leg.Price.Bid);
        json.WriteNumber("ask", leg.Price.Ask);
        json.WriteNumber("confidence", leg.Price.Confidence);
        json.WriteNumber("epoch", leg.Price.Epoch);
        json.WriteNumber("sequence", leg.Price.Sequence);
        json.WriteEndObject();
    }

    private static void WriteRatio(Utf8JsonWriter json, string name, double? ratio)
    {
        if (ratio is { } known && double.IsFinite(known))
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WritePolicy(Utf8JsonWriter json, PricingPolicy policy, in UsageLimits limits)
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
        json.WriteStartObject("usage");
        json.WriteNumber("sources", limits.Sources);
        json.WriteNumber("maxConfidence", limits.MaxConfidence);
        json.WriteNumber("maxAge", limits.MaxAge.TotalSeconds);
        json.WriteBoolean("fixings", limits.Fixings);
        json.WriteBoolean("closedMarkets", limits.ClosedMarkets);
        json.WriteNumber("hysteresis", limits.Hysteresis);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
