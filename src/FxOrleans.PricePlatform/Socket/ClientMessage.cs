using System.Text.Json;

namespace FxOrleans.PricePlatform;

/// <summary>What a client says: <c>{"action":"subscribe","symbols":["BTC","ETH"]}</c>. Immutable.</summary>
/// <param name="Action">What it wants.</param>
/// <param name="Symbols">Of what; null where it names none.</param>
internal sealed record ClientMessage(string Action, IReadOnlyList<string>? Symbols)
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8 };

    /// <summary>Reads it; null when it is no such object.</summary>
    public static ClientMessage? Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var document = JsonDocument.Parse(message, Strict);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("action", out var action) || action.ValueKind != JsonValueKind.String)
            {
                return null;
            }

            if (!root.TryGetProperty("symbols", out var symbols))
            {
                return new ClientMessage(action.GetString()!, null);
            }

            return symbols.ValueKind == JsonValueKind.Array && symbols.EnumerateArray().All(symbol => symbol.ValueKind == JsonValueKind.String)
                ? new ClientMessage(action.GetString()!, [.. symbols.EnumerateArray().Select(symbol => symbol.GetString()!)])
                : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return null; // No JSON, or a text that is no Unicode.
        }
    }
}
