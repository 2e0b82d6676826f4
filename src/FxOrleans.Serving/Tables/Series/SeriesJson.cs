using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.Serving.Tables;

/// <summary>Writes a page of series as JSON, and its rows alone.</summary>
internal static class SeriesJson
{
    /// <summary>The whole object, in UTF-8.</summary>
    public static byte[] Write(SeriesRequest request, SeriesPage page, string? next)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("base", request.Base.Code);
            json.WriteString("from", ChoiceReader.Iso(request.Asked.From));
            json.WriteString("to", ChoiceReader.Iso(request.Asked.To));
            json.WriteString("group", SeriesCodes.Of(request.Asked.Group));
            json.WriteString("aggregate", SeriesCodes.Of(request.Asked.Aggregate));
            json.WriteString("fill", SeriesCodes.Of(request.Asked.Fill));
            json.WriteBoolean("simulated", page.Series.Any(series => series.Rows.Any(row => row.Simulated)));
            json.WriteStartObject("series");
            foreach (var (symbol, rows) in page.Series)
            {
                json.WriteStartArray(symbol.Code);
                foreach (var row in rows)
                {
                    json.WriteStartObject();
                    Write(json, row);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
            Write(json, "missing", page.Missing);
            Write(json, "unavailable", page.Unavailable);
            json.WriteString("next", next);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>Every row as an object of its own, with its base and its symbol.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Rows(SeriesRequest request, SeriesPage page)
    {
        foreach (var (symbol, rows) in page.Series)
        {
            foreach (var row in rows)
            {
                using var buffer = new MemoryStream();
                using (var json = new Utf8JsonWriter(buffer))
                {
                    json.WriteStartObject();
                    json.WriteString("base", request.Base.Code);
                    json.WriteString("symbol", symbol.Code);
                    Write(json, row);
                    json.WriteEndObject();
                }

                yield return buffer.ToArray();
            }
        }
    }

    private static void Write(Utf8JsonWriter json, SeriesRow row)
    {
        json.WriteString("date", ChoiceReader.Iso(row.Date));
        json.WriteNumber("rate", row.Rate);
        json.WriteNumber("observations", row.Observations);
        json.WriteBoolean("carried", row.CarriedFrom is not null);
        json.WriteString("carried_from", row.CarriedFrom is { } day ? ChoiceReader.Iso(day) : null);
        json.WriteString("source", SeriesCodes.Of(row.Origin));
        json.WriteString("provider", row.Provider);
        Write(json, "via", row.Bridge is { } bridge ? [bridge] : []);
        json.WriteBoolean("simulated", row.Simulated);
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<Asset> assets)
    {
        json.WriteStartArray(name);
        foreach (var asset in assets)
        {
            json.WriteStringValue(asset.Code);
        }

        json.WriteEndArray();
    }
}
