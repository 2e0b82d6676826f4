using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.PricePlatform;

/// <summary>
/// The messages of <c>lokifi:price_updates</c>: those of the socket, but each row is the whole price, as it stands in Redis, with its
/// change: <c>{"type":"price_update","timestamp":…,"data":{"BTC":{"from":"BTC","to":"USD","price":…,"change":…,"change_percent":…},…}}</c>.
/// </summary>
internal static class UpdateJson
{
    public static byte[] Row(in Price price, PriceChange? change, DateTimeOffset now, TimeSpan maxAge)
    {
        Span<byte> buffer = stackalloc byte[PriceJson.MaxLength];
        var length = PriceJson.Write(price, now, maxAge, buffer);
        using var row = new MemoryStream(length + 64);
        row.Write(buffer[..(length - 1)]);
        row.Write(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, decimal?> { ["change"] = change?.Amount, ["change_percent"] = change?.Percent }));
        var bytes = row.ToArray();
        bytes[length - 1] = (byte)','; // In place of the second object's brace.
        return bytes;
    }

    /// <summary>The prices of a message, each with what it cost a day ago where that is told. What is no such row is left out and counted.</summary>
    public static IReadOnlyList<(Price Price, decimal? Before)> Read(ReadOnlyMemory<byte> message, out int malformed)
    {
        malformed = 0;
        var rows = new List<(Price, decimal?)>();
        try
        {
            using var document = JsonDocument.Parse(message);
            foreach (var row in document.RootElement.GetProperty("data").EnumerateObject())
            {
                if (PriceJson.TryRead(System.Text.Encoding.UTF8.GetBytes(row.Value.GetRawText()), out var price, out _))
                {
                    var change = row.Value.TryGetProperty("change", out var told) && told.ValueKind == JsonValueKind.Number && told.TryGetDecimal(out var amount) ? amount : (decimal?)null;
                    rows.Add((price, change is { } moved && price.Mid - moved > 0 ? price.Mid - moved : null));
                }
                else
                {
                    malformed++;
                }
            }
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or KeyNotFoundException or OverflowException)
        {
            malformed++;
        }

        return rows;
    }
}
