using System.Buffers.Text;
using System.Text.Json;

namespace FxOrleans.Pricing;

/// <summary>
/// Times in answers and messages: ISO 8601 in UTC with a Z, no fraction for whole seconds, otherwise milliseconds, and all
/// seven digits only where milliseconds would lose some.
/// </summary>
public static class WireTime
{
    /// <summary>The longest text: <c>2026-09-29T00:00:00.0000001Z</c>.</summary>
    public const int MaxLength = 28;

    private const int UpToSeconds = 19;

    /// <summary>Writes the time; false, with nothing written, when <paramref name="destination"/> is too short (<see cref="MaxLength"/> bytes always do).</summary>
    public static bool TryFormat(DateTimeOffset time, Span<byte> destination, out int written)
    {
        // 'O' of a UTC DateTime is the only precise format that Utf8Formatter has; what is too much of it is cut off.
        Span<byte> full = stackalloc byte[MaxLength];
        Utf8Formatter.TryFormat(time.UtcDateTime, full, out _, new('O'));
        var below = time.UtcTicks % TimeSpan.TicksPerSecond;
        var kept = below == 0 ? UpToSeconds
            : below % TimeSpan.TicksPerMillisecond == 0 ? UpToSeconds + 4
            : MaxLength - 1;
        written = kept + 1;
        if (destination.Length < written)
        {
            written = 0;
            return false;
        }

        full[..kept].CopyTo(destination);
        destination[kept] = (byte)'Z';
        return true;
    }

    /// <summary>The time as a string.</summary>
    public static string Format(DateTimeOffset time)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        TryFormat(time, text, out var written);
        return System.Text.Encoding.ASCII.GetString(text[..written]);
    }

    /// <summary>Reads the string that the reader stands on: any ISO 8601 offset, and UTC where none is given.</summary>
    public static bool TryRead(ref Utf8JsonReader reader, out DateTimeOffset time)
    {
        time = default;
        if (reader.TokenType != JsonTokenType.String || !reader.TryGetDateTime(out var plain))
        {
            return false;
        }

        if (plain.Kind != DateTimeKind.Local)
        {
            time = new DateTimeOffset(DateTime.SpecifyKind(plain, DateTimeKind.Utc));
            return true;
        }

        if (!reader.TryGetDateTimeOffset(out var offset))
        {
            return false;
        }

        time = offset.ToUniversalTime();
        return true;
    }
}
