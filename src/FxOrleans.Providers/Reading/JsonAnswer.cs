using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>Reads a JSON body; what is no JSON, or not of the expected shape, is an unreadable answer.</summary>
internal static class JsonAnswer
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16 };

    /// <exception cref="ProviderException">
    /// <see cref="ProviderFailureKind.Unreadable"/>, or what <paramref name="read"/> found.
    /// </exception>
    public static T Read<T>(ReadOnlyMemory<byte> body, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body, Strict);
            return read(document.RootElement);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or FormatException)
        {
            throw Unreadable.Because(IsPage(body.Span) ? "A page of HTML or XML where JSON belongs." : "No JSON of the documented shape.", wrong);
        }
    }

    /// <summary>As <see cref="Read{T}"/>, for bodies that may be anything: null when it is no JSON of that shape.</summary>
    public static ProviderException? ErrorIn(ReadOnlyMemory<byte> body, Func<JsonElement, ProviderException?> read)
    {
        try
        {
            return Read(body, read);
        }
        catch (ProviderException)
        {
            return null;
        }
    }

    /// <summary>The member's text; null when there is no such member, or it is no text.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;

    /// <summary>The member, or the default element, of kind <see cref="JsonValueKind.Undefined"/>.</summary>
    public static JsonElement Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    /// <summary>The member, a whole number of seconds since 1970, as a time; null when it is none.</summary>
    public static DateTimeOffset? UnixSeconds(this JsonElement element, string name) =>
        UpstreamTime.Seconds(element.Member(name));

    /// <summary>The member, a whole number of milliseconds since 1970, as a time; null when it is none.</summary>
    public static DateTimeOffset? UnixMilliseconds(this JsonElement element, string name) =>
        UpstreamTime.Milliseconds(element.Member(name));

    private static bool IsPage(ReadOnlySpan<byte> body) => body.TrimStart(" \t\r\n\uFEFF"u8).StartsWith("<"u8);
}
