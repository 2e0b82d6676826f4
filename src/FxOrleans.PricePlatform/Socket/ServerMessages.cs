using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FxOrleans.PricePlatform;

/// <summary>What the service says on a socket of the price platform, as JSON in UTF-8. Thread-safe.</summary>
internal static class ServerMessages
{
    private const int MostEchoed = 32;

    // A message is no part of a page: quotes and letters need no HTML-safe escapes.
    private static readonly SocketJson Json = new(new JsonSerializerOptions(SocketJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static byte[] Pong { get; } = JsonSerializer.SerializeToUtf8Bytes(new PongMessage("pong"), Json.PongMessage);

    public static byte[] Welcome(string clientId) => JsonSerializer.SerializeToUtf8Bytes(new ConnectedMessage("connected", clientId), Json.ConnectedMessage);

    public static byte[] Error(string code, string message) => JsonSerializer.SerializeToUtf8Bytes(new ErrorMessage("error", code, message), Json.ErrorMessage);

    /// <summary><c>subscribed</c> or <c>unsubscribed</c>.</summary>
    public static byte[] Changed(string type, IEnumerable<string> symbols, IEnumerable<(string Symbol, string Code)> rejected) => JsonSerializer.SerializeToUtf8Bytes(
        new ChangedMessage(
            type, [.. symbols], [.. rejected.Select(one => new RejectedSymbol(one.Symbol.Length > MostEchoed ? QueryReader.Echo(one.Symbol) : one.Symbol, one.Code))]),
        Json.ChangedMessage);

    public static byte[] Subscriptions(IEnumerable<string> symbols) =>
        JsonSerializer.SerializeToUtf8Bytes(new SubscriptionsMessage("subscriptions", [.. symbols]), Json.SubscriptionsMessage);

    /// <summary>The rows by symbol, each a JSON object.</summary>
    public static byte[] Update(DateTimeOffset now, IEnumerable<(string Symbol, byte[] Row)> rows)
    {
        var data = new Dictionary<string, EncodedRow>(StringComparer.Ordinal);
        foreach (var (symbol, row) in rows)
        {
            data[symbol] = new EncodedRow(row);
        }

        return JsonSerializer.SerializeToUtf8Bytes(new PriceUpdateMessage("price_update", now, data), Json.PriceUpdateMessage);
    }

    /// <summary>The first message of a socket.</summary>
    internal sealed record ConnectedMessage(string Type, [property: JsonPropertyName("client_id")] string ClientId);

    /// <summary>The answer to <c>ping</c>.</summary>
    internal sealed record PongMessage(string Type);

    /// <summary>What was wrong with a message; the socket stays open.</summary>
    internal sealed record ErrorMessage(string Type, string Code, string Message);

    /// <summary>The answer to <c>subscribe</c> and <c>unsubscribe</c>.</summary>
    internal sealed record ChangedMessage(string Type, IReadOnlyList<string> Symbols, IReadOnlyList<RejectedSymbol> Rejected);

    /// <summary>A symbol that was not taken, and the code of why.</summary>
    internal sealed record RejectedSymbol(string Symbol, string Code);

    /// <summary>The answer to <c>list</c>.</summary>
    internal sealed record SubscriptionsMessage(string Type, IReadOnlyList<string> Symbols);

    /// <summary>Prices by symbol. Every socket that watches a price gets the same row, so each row is encoded once: see <see cref="PriceRows.Members"/>.</summary>
    internal sealed record PriceUpdateMessage(string Type, DateTimeOffset Timestamp, IReadOnlyDictionary<string, EncodedRow> Data);
}
