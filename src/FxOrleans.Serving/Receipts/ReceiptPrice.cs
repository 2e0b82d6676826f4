using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.Serving.Receipts;

/// <summary>Writes the price of a receipt in the shape of <c>GET /rate</c>, with the status that it had when it was decided.</summary>
internal static class ReceiptPrice
{
    /// <summary>The JSON, UTF-8, numbers with every digit.</summary>
    public static byte[] Encode(PriceEvidence evidence)
    {
        var rate = evidence.Rate;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("from", rate.From.Code);
            json.WriteString("to", rate.To.Code);
            json.WriteNumber("price", rate.Mid);
            json.WriteString("timestamp", RateJson.Format(rate.Timestamp));
            json.WriteNumber("bid", rate.Bid);
            json.WriteNumber("ask", rate.Ask);
            json.WriteNumber("confidence", rate.Confidence);
            json.WriteString("status", RateJson.StatusText(evidence.Status));
            json.WriteNumber("sources", rate.Sources);
            json.WriteStartArray("via");
            foreach (var bridge in rate.Via)
            {
                json.WriteStringValue(bridge.Code);
            }

            json.WriteEndArray();
            json.WriteBoolean("simulated", rate.Simulated);
            json.WriteNumber("epoch", rate.Epoch);
            json.WriteNumber("sequence", rate.Sequence);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
