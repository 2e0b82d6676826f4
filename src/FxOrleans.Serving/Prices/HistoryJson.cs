using System.Text;
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
            if (interval is not null && past.Fixings)
            {
                json.WriteBoolean("fixings", true);
            }

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

    /// <summary>The rows of such an object, each with whether it is made up: alone it must say so too. Other nodes may have written it: what is no such object has none.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Rows(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        var simulated = document.RootElement.TryGetProperty("simulated", out var said) && said.ValueKind == JsonValueKind.True;
        if (!document.RootElement.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array)
        {
            yield break;
        }

        var mark = simulated ? ",\"simulated\":true}" : ",\"simulated\":false}";
        foreach (var row in data.EnumerateArray().Where(row => row.ValueKind == JsonValueKind.Object))
        {
            yield return Encoding.UTF8.GetBytes(string.Concat(row.GetRawText().AsSpan()[..^1], mark));
        }
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
