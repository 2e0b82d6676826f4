using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace FxOrleans.DemoMarket;

/// <summary>The messages of Finnhub's socket.</summary>
internal static class FinnhubMessages
{
    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);

    /// <summary>Reads <c>{"type":"subscribe","symbol":"AAPL"}</c>.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> message, [NotNullWhen(true)] out string? type, [NotNullWhen(true)] out string? symbol)
    {
        (type, symbol) = (null, null);
        try
        {
            using var json = JsonDocument.Parse(message);
            type = Text(json.RootElement, "type");
            symbol = Text(json.RootElement, "symbol");
        }
        catch (JsonException)
        {
            // The caller hears that it was invalid.
        }

        return type is not null && symbol is not null;
    }

    public static ReadOnlyMemory<byte> Trades(Observation sight, IReadOnlyCollection<FinnhubSymbol> symbols)
    {
        var market = sight.Live;
        var second = sight.Latest.ToUnixTimeSeconds();
        return Answers.Json(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("data");
            foreach (var symbol in symbols)
            {
                json.WriteStartObject();
                json.WriteNull("c");
                json.WriteNumber("p", symbol.Round(market.Rate(symbol.Base, symbol.Quote)));
                json.WriteString("s", symbol.Text);
                json.WriteNumber("t", sight.Latest.ToUnixTimeMilliseconds());
                json.WriteNumber("v", symbol.Volume(second, OneSecond));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("type", "trade");
            json.WriteEndObject();
        });
    }

    public static ReadOnlyMemory<byte> Error(string message) => Answers.Json(json =>
    {
        json.WriteStartObject();
        json.WriteString("msg", message);
        json.WriteString("type", "error");
        json.WriteEndObject();
    });

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
