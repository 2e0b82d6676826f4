using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.Serving.Prices;

/// <summary>Writes a pair's past as JSON.</summary>
internal static class HistoryJson
{
    /// <summary>The whole object, in UTF-8.</summary>
    public static byte[] Write<T>(string symbol, string period, CandleInterval? interval, Past<T> past, DateTimeOffset now, Action<Utf8JsonWriter, T> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("symbol", symbol);
            json.WriteString("period", period);
            if (interval is { } length)
            {
                json.WriteString("interval", length.Code());
            }

            json.WriteNumber("count", past.Rows.Count);
            json.WriteString("source", past.Source);
            json.WriteString("provider", past.Provider);
            json.WriteString("recorded_from", past.RecordedFrom is { } from ? RateJson.Format(from) : null);
            json.WriteBoolean("simulated", past.Simulated);
            json.WriteString("as_of", RateJson.Format(now));
            json.WriteStartArray("data");
            foreach (var row in past.Rows)
            {
                write(json, row);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    public static void Write(Utf8JsonWriter json, PastPrice point)
    {
        json.WriteStartObject();
        json.WriteString("timestamp", RateJson.Format(point.Timestamp));
        json.WriteNumber("price", point.Price);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, HistoryBar bar)
    {
        json.WriteStartObject();
        json.WriteString("time", RateJson.Format(bar.Opens));
        json.WriteNumber("open", bar.Open);
        json.WriteNumber("high", bar.High);
        json.WriteNumber("low", bar.Low);
        json.WriteNumber("close", bar.Close);
        json.WriteNumber("volume", bar.Volume);
        json.WriteEndObject();
    }
}
