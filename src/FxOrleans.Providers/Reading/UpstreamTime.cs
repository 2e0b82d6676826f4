using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace FxOrleans.Providers;

/// <summary>Reads dates and times as upstreams write them.</summary>
internal static class UpstreamTime
{
    private const int MaxLength = 64;
    private const int TickDigits = 7;

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd' 'HH:mm:ssK", "yyyy-MM-dd' 'HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>Times beyond these years are none: what is computed from a time stays one.</summary>
    public static bool IsPlausible(DateTimeOffset moment) => moment.Year is >= 1900 and < 2200;

    /// <summary>Reads <c>yyyy-MM-dd</c>.</summary>
    public static bool TryReadDate([NotNullWhen(true)] string? text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date) && IsPlausible(date.Midnight());

    /// <summary>A whole number of seconds since 1970 as a time; null when it is none.</summary>
    public static DateTimeOffset? Seconds(JsonElement number) =>
        number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out var seconds) && seconds is > 0 and <= long.MaxValue / 1000
            ? Milliseconds(seconds * 1000)
            : null;

    /// <summary>A whole number of milliseconds since 1970 as a time; null when it is none.</summary>
    public static DateTimeOffset? Milliseconds(JsonElement number) =>
        number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out var milliseconds) ? Milliseconds(milliseconds) : null;

    private static DateTimeOffset? Milliseconds(long milliseconds) =>
        milliseconds > 0 && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
        && DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) is var moment && IsPlausible(moment)
            ? moment
            : null;

    /// <summary>The first moment of a day, UTC: the timestamp of a daily fixing.</summary>
    public static DateTimeOffset Midnight(this DateOnly date) => new(date, TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>
    /// Reads an ISO 8601 date and time with any number of digits of a second, of which seven count. Without an offset it is UTC.
    /// </summary>
    public static bool TryRead([NotNullWhen(true)] string? text, out DateTimeOffset moment)
    {
        moment = default;
        return text is { Length: <= MaxLength }
            && DateTimeOffset.TryParseExact(
                Cut(text), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment)
            && IsPlausible(moment);
    }

    private static string Cut(string text)
    {
        var point = text.IndexOf('.');
        if (point < 0)
        {
            return text;
        }

        var end = point + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end - point - 1 > TickDigits ? string.Concat(text.AsSpan(0, point + 1 + TickDigits), text.AsSpan(end)) : text;
    }
}
