using System.Text.Json;

namespace FxOrleans.Pricing;

/// <summary>
/// Values of fields. Each steps from the field's name to its value and past it; null and a value are both true, anything
/// else is false.
/// </summary>
internal static class JsonField
{
    public static bool TryNumber(ref Utf8JsonReader reader, out decimal? value)
    {
        value = null;
        if (!HasValue(ref reader))
        {
            return true;
        }

        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDecimal(out var number))
        {
            return false;
        }

        value = number;
        return true;
    }

    /// <summary>A whole number from 0 to <paramref name="limit"/>; null leaves the value as it was.</summary>
    public static bool TryWhole(ref Utf8JsonReader reader, long limit, ref long value)
    {
        if (!HasValue(ref reader))
        {
            return true;
        }

        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var number) || number < 0 || number > limit)
        {
            return false;
        }

        value = number;
        return true;
    }

    public static bool TryFlag(ref Utf8JsonReader reader, out bool? value)
    {
        var given = HasValue(ref reader);
        value = given ? reader.TokenType == JsonTokenType.True : null;
        return !given || reader.TokenType is JsonTokenType.True or JsonTokenType.False;
    }

    public static bool TryTime(ref Utf8JsonReader reader, out DateTimeOffset? value)
    {
        value = null;
        if (!HasValue(ref reader))
        {
            return true;
        }

        if (!WireTime.TryRead(ref reader, out var time))
        {
            return false;
        }

        value = time;
        return true;
    }

    /// <summary>A code that the service knows.</summary>
    public static bool TryAsset(ref Utf8JsonReader reader, out Asset? value)
    {
        value = null;
        if (!HasValue(ref reader))
        {
            return true;
        }

        // Six bytes can stand for one character, as in "\u0055SD".
        Span<char> code = stackalloc char[6 * AssetCatalog.MaxCodeLength];
        return IsText(ref reader)
            && reader.ValueSpan.Length <= code.Length
            && AssetCatalog.TryGet(code[..reader.CopyString(code)], out value);
    }

    public static bool TryKind(ref Utf8JsonReader reader, out SourceKind? value)
    {
        value = null;
        if (HasValue(ref reader))
        {
            value = !IsText(ref reader) ? null
                : reader.ValueTextEquals("live"u8) ? SourceKind.Live
                : reader.ValueTextEquals("periodic"u8) ? SourceKind.Periodic
                : reader.ValueTextEquals("fixing"u8) ? SourceKind.Fixing
                : null;
            return value is not null;
        }

        return true;
    }

    /// <summary>A status; one that is not known is as good as indicative, and what is no text is none.</summary>
    public static PriceStatus? Status(ref Utf8JsonReader reader) =>
        !HasValue(ref reader) || !IsText(ref reader) ? null
        : reader.ValueTextEquals("live"u8) ? PriceStatus.Live
        : reader.ValueTextEquals("stale"u8) ? PriceStatus.Stale
        : PriceStatus.Indicative;

    // Steps onto the value. What is no plain value is skipped, and then no longer of a plain type.
    private static bool HasValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
        return reader.TokenType != JsonTokenType.Null;
    }

    private static bool IsText(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String;
}
