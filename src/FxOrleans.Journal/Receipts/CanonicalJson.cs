using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FxOrleans.Journal;

/// <summary>
/// Writes JSON in the form of RFC 8785, of which there is one for each value: members in the order of their UTF-16 code units, no spaces, and
/// only those escapes that JSON needs. Without numbers: receipts write theirs as strings, since JSON numbers are doubles to others.
/// </summary>
internal static class CanonicalJson
{
    /// <summary>Receipts nest five deep; more is not read.</summary>
    private const int MaxDepth = 12;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The value's one form, UTF-8.</summary>
    /// <exception cref="FormatException">It holds a number, or text that is no Unicode, such as a lone surrogate.</exception>
    public static byte[] Encode(JsonNode? value)
    {
        var text = new StringBuilder();
        Write(text, value);
        try
        {
            return Utf8.GetBytes(text.ToString());
        }
        catch (EncoderFallbackException wrong)
        {
            throw new FormatException("The text holds half of a surrogate pair.", wrong);
        }
    }

    /// <summary>Reads an object that must be in that form already; null when it is not, or is no JSON.</summary>
    public static JsonObject? Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonNode.Parse(utf8, documentOptions: Strict) is JsonObject read && Encode(read).AsSpan().SequenceEqual(utf8) ? read : null;
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static void Write(StringBuilder text, JsonNode? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject members:
                var separator = '{';
                foreach (var (name, member) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
                {
                    text.Append(separator);
                    WriteText(text, name);
                    text.Append(':');
                    Write(text, member);
                    separator = ',';
                }

                text.Append(separator == '{' ? "{}" : "}");
                break;
            case JsonArray items:
                text.Append('[');
                for (var i = 0; i < items.Count; i++)
                {
                    text.Append(i == 0 ? "" : ",");
                    Write(text, items[i]);
                }

                text.Append(']');
                break;
            default:
                WriteValue(text, value);
                break;
        }
    }

    private static void WriteValue(StringBuilder text, JsonNode value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String:
                WriteText(text, value.GetValue<string>());
                break;
            case JsonValueKind.True:
                text.Append("true");
                break;
            case JsonValueKind.False:
                text.Append("false");
                break;
            default:
                throw new FormatException("A receipt holds no JSON numbers.");
        }
    }

    private static void WriteText(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var unit in value)
        {
            _ = unit switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"),
                _ => text.Append(unit),
            };
        }

        text.Append('"');
    }
}
