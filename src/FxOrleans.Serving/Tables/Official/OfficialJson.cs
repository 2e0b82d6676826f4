using System.Globalization;
using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.Serving.Tables;

/// <summary>Writes and reads what an institution published; the digits stay as they are.</summary>
internal static class OfficialJson
{
    /// <summary>A month, for the cache.</summary>
    public static byte[] Write(OfficialSource source, bool simulated, IReadOnlyList<OfficialDay> days) => Bytes(json =>
    {
        json.WriteString("source", source.Code);
        json.WriteBoolean("simulated", simulated);
        json.WriteStartArray("days");
        foreach (var day in days)
        {
            json.WriteStartObject();
            json.WriteString("date", ChoiceReader.Iso(day.Date));
            json.WriteStartObject("rates");
            foreach (var (asset, rate) in day.Rates)
            {
                json.WriteNumber(asset.Code, rate);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>The newest day up to <paramref name="date"/>, and whether it is made up; null where there is none, or where it is no month: others may write there.</summary>
    public static (DateOnly Date, JsonElement Rates, bool Simulated)? Newest(ReadOnlyMemory<byte> month, DateOnly date)
    {
        try
        {
            var root = JsonDocument.Parse(month).RootElement;
            (DateOnly, JsonElement, bool)? found = null;
            foreach (var day in root.GetProperty("days").EnumerateArray())
            {
                var published = DateOnly.ParseExact(day.GetProperty("date").GetString() ?? "", "yyyy-MM-dd", CultureInfo.InvariantCulture);
                found = published <= date ? (published, day.GetProperty("rates"), root.GetProperty("simulated").GetBoolean()) : found;
            }

            return found;
        }
        catch (Exception odd) when (odd is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The answer.</summary>
    public static byte[] Write(OfficialTable table) => Bytes(json =>
    {
        json.WriteString("source", table.Source.Code);
        json.WriteString("base", table.Source.Base.Code);
        json.WriteString("published", ChoiceReader.Iso(table.Published));
        json.WriteBoolean("simulated", table.Simulated);
        json.WriteStartObject("rates");
        foreach (var (symbol, digits) in table.Rates)
        {
            json.WritePropertyName(symbol);
            json.WriteRawValue(digits);
        }

        json.WriteEndObject();
        json.WriteStartArray("missing");
        foreach (var asset in table.Missing)
        {
            json.WriteStringValue(asset.Code);
        }

        json.WriteEndArray();
    });

    /// <summary>Each rate as an object of its own.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Rows(OfficialTable table) => table.Rates.Select(rate => (ReadOnlyMemory<byte>)Bytes(json =>
    {
        json.WriteString("source", table.Source.Code);
        json.WriteString("base", table.Source.Base.Code);
        json.WriteString("symbol", rate.Symbol);
        json.WriteString("published", ChoiceReader.Iso(table.Published));
        json.WritePropertyName("rate");
        json.WriteRawValue(rate.Digits);
        json.WriteBoolean("simulated", table.Simulated);
    }));

    private static byte[] Bytes(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
