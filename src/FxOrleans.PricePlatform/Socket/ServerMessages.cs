using System.Text.Encodings.Web;
using System.Text.Json;

namespace FxOrleans.PricePlatform;

/// <summary>What the service says on a socket of the price platform, as JSON in UTF-8.</summary>
internal static class ServerMessages
{
    private const int MostEchoed = 32;

    /// <summary>It is no part of a page: quotes and the like stay readable.</summary>
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Pong { get; } = [.. "{\"type\":\"pong\"}"u8];

    public static byte[] Welcome(string clientId) => Write("connected", json => json.WriteString("client_id", clientId));

    public static byte[] Error(string code, string message) => Write("error", json =>
    {
        json.WriteString("code", code);
        json.WriteString("message", message);
    });

    /// <summary><c>subscribed</c> or <c>unsubscribed</c>.</summary>
    public static byte[] Changed(string type, IEnumerable<string> symbols, IEnumerable<(string Symbol, string Code)> rejected) => Write(type, json =>
    {
        Symbols(json, symbols);
        json.WriteStartArray("rejected");
        foreach (var (symbol, code) in rejected)
        {
            json.WriteStartObject();
            json.WriteString("symbol", symbol.Length > MostEchoed ? QueryReader.Echo(symbol) : symbol);
            json.WriteString("code", code);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public static byte[] Subscriptions(IEnumerable<string> symbols) => Write("subscriptions", json => Symbols(json, symbols));

    /// <summary>The rows by symbol, each a JSON object.</summary>
    public static byte[] Update(DateTimeOffset now, IEnumerable<(string Symbol, byte[] Row)> rows) => Write("price_update", json =>
    {
        json.WriteString("timestamp", RateJson.Format(now));
        json.WriteStartObject("data");
        foreach (var (symbol, row) in rows)
        {
            json.WritePropertyName(symbol);
            json.WriteRawValue(row, skipInputValidation: true);
        }

        json.WriteEndObject();
    });

    private static void Symbols(Utf8JsonWriter json, IEnumerable<string> symbols)
    {
        json.WriteStartArray("symbols");
        foreach (var symbol in symbols)
        {
            json.WriteStringValue(symbol);
        }

        json.WriteEndArray();
    }

    private static byte[] Write(string type, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            write(json);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
