using System.Buffers.Text;
using System.Globalization;
using System.Text.RegularExpressions;
using FxOrleans.Pricing;

namespace FxOrleans.Journal;

/// <summary>Numbers, times and bytes as a receipt writes them: strings, each value in one way only.</summary>
internal static partial class ReceiptText
{
    /// <summary>Every digit, no exponent, no zeros at the end.</summary>
    public static string Of(decimal value) => RatePrecision.Trim(value).ToString(CultureInfo.InvariantCulture);

    /// <summary>The shortest text that gives the same double again; null for what is not finite.</summary>
    public static string? Of(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : null;

    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Seconds, with as many decimals as there are.</summary>
    public static string Of(TimeSpan value) => Of((decimal)value.Ticks / TimeSpan.TicksPerSecond);

    public static string Of(DateTimeOffset value) => WireTime.Format(value);

    /// <exception cref="FormatException">It is no number in the form that <see cref="Of(decimal)"/> writes.</exception>
    public static decimal Decimal(string text) =>
        Plain().IsMatch(text) && decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) && Of(value) == text ? value : throw Wrong(text);

    /// <exception cref="FormatException">It is no number, with or without an exponent.</exception>
    public static double Double(string text) =>
        Scientific().IsMatch(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : throw Wrong(text);

    /// <inheritdoc cref="Decimal"/>
    public static long Whole(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value < 1L << 53 && Of(value) == text ? value : throw Wrong(text);

    /// <inheritdoc cref="Decimal"/>
    public static TimeSpan Seconds(string text)
    {
        var ticks = Decimal(text) * TimeSpan.TicksPerSecond;
        return ticks == decimal.Truncate(ticks) && Math.Abs(ticks) < long.MaxValue ? TimeSpan.FromTicks((long)ticks) : throw Wrong(text);
    }

    /// <exception cref="FormatException">It is no time in the form of <see cref="WireTime"/>.</exception>
    public static DateTimeOffset Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var value) && Of(value) == text
            ? value
            : throw Wrong(text);

    /// <summary>base64url without padding (RFC 4648, section 5).</summary>
    public static string Base64(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    /// <summary>The bytes of a base64url text; null unless it is the one text for them, without padding, spaces or spare bits.</summary>
    public static byte[]? Bytes(string text)
    {
        try
        {
            var bytes = Base64Url.DecodeFromChars(text);
            return Base64(bytes) == text ? bytes : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The SHA-256 of bytes, in base64url.</summary>
    public static string Digest(ReadOnlySpan<byte> bytes) => Base64(System.Security.Cryptography.SHA256.HashData(bytes));

    private static FormatException Wrong(string text) => new($"'{text}' is not written as receipts write it.");

    [GeneratedRegex(@"^-?[0-9]{1,29}(\.[0-9]{1,28})?\z")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^-?[0-9]+(\.[0-9]+)?(E[+-][0-9]+)?\z")]
    private static partial Regex Scientific();
}
