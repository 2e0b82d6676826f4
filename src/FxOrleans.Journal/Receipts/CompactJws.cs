using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FxOrleans.Journal;

/// <summary>The three parts of a compact JWS (RFC 7515, section 7.1), decoded. Nothing is verified yet.</summary>
/// <param name="Header">The protected header.</param>
/// <param name="Payload">The payload.</param>
/// <param name="Signature">The signature.</param>
/// <param name="Signed">What the signature is of: the first two parts as they came, ASCII.</param>
internal sealed record CompactJws(JsonObject Header, byte[] Payload, byte[] Signature, byte[] Signed)
{
    /// <summary>The longest that is read, in characters; a cross of three legs with 64 sources each is shorter.</summary>
    public const int MaxLength = 256 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 2, AllowDuplicateProperties = false };

    /// <summary>The algorithm that the header names; empty when it names none.</summary>
    public string Algorithm => Text("alg");

    /// <summary>The key that the header names; empty when it names none.</summary>
    public string Key => Text("kid");

    /// <summary>When it says that it was signed; null when it does not say.</summary>
    public DateTimeOffset? SignedAt => Header["iat"] is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<long>(out var seconds) && seconds is >= 0 and < 253402300800
        ? DateTimeOffset.FromUnixTimeSeconds(seconds)
        : null;

    /// <summary>Reads one; null for anything else: parts that are no base64url without padding, a header that is no JSON object or names a member twice.</summary>
    public static CompactJws? Parse(string text)
    {
        var parts = text.Length <= MaxLength ? text.Split('.') : [];
        if (parts is not [var head, var body, var end]
            || ReceiptText.Bytes(head) is not { Length: > 0 } header || ReceiptText.Bytes(body) is not { } payload || ReceiptText.Bytes(end) is not { } signature)
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(header, documentOptions: Strict) is JsonObject read && IsUnicode(read)
                ? new CompactJws(read, payload, signature, Encoding.ASCII.GetBytes(text, 0, head.Length + 1 + body.Length))
                : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private string Text(string name) => Header[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : "";

    // The parser looks at a text only when it is asked for: bytes that are no UTF-8 and half of a surrogate pair throw then.
    private static bool IsUnicode(JsonNode? value) => value switch
    {
        JsonObject members => members.All(member => member.Key.Length >= 0 && IsUnicode(member.Value)),
        JsonArray items => items.All(IsUnicode),
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>().Length >= 0,
        _ => true,
    };
}
