using System.Collections.Frozen;
using System.Globalization;

namespace FxOrleans.DemoMarket;

/// <summary>
/// How many digits go on the wire: the pips and tenths that traders use for the majors, else eight digits that count.
/// Never more than fifteen, which is what a double holds; never a trailing zero.
/// </summary>
internal static class PublishedDigits
{
    private const int Most = 15;
    private const int MostWhole = 18; // 10^18 is a long
    private const int DeepestScale = 28;

    private static readonly FrozenSet<string> Majors =
        new[] { "USD", "EUR", "GBP", "JPY", "CHF", "AUD", "NZD", "CAD" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly double[] Powers = [.. Enumerable.Range(0, DeepestScale + 1).Select(n => double.Parse($"1e{n}", CultureInfo.InvariantCulture))];

    /// <summary>A traded rate: five decimals between majors, three in yen, eight digits for the rest and for what is small.</summary>
    public static decimal Traded(Listing @base, Listing quote, double value) =>
        value >= 0.1 && Majors.Contains(@base.Code) && Majors.Contains(quote.Code)
            ? Round(value, quote.Code == "JPY" ? 3 : 5, 0)
            : Round(value, 0, 8);

    /// <summary>
    /// At least so many decimals, and at least so many digits that count. The multiplication and the rounding are
    /// IEEE 754's, so every host gets the same digits.
    /// </summary>
    public static decimal Round(double value, int decimals, int significant)
    {
        if (value == 0)
        {
            return 0;
        }

        var size = Math.Abs(value);
        var whole = Whole(size);
        if (whole > MostWhole)
        {
            return Math.Round((decimal)value);
        }

        var scale = Math.Max(decimals, significant - whole);
        scale = Math.Clamp(scale, 0, Math.Min(DeepestScale, Math.Max(0, Most - whole)));
        var digits = (long)Math.Round(size * Powers[scale]);
        while (scale > 0 && digits % 10 == 0)
        {
            digits /= 10;
            scale--;
        }

        return new decimal(unchecked((int)digits), (int)(digits >> 32), 0, value < 0, (byte)scale);
    }

    /// <summary>Digits before the point; below 1 for each zero after it: 123.4 has 3, 0.0123 has −1.</summary>
    private static int Whole(double size)
    {
        var whole = 0;
        if (size >= 1)
        {
            while (whole < DeepestScale && size >= Powers[whole])
            {
                whole++;
            }

            return whole;
        }

        while (whole > -DeepestScale && size * Powers[1 - whole] < 1)
        {
            whole--;
        }

        return whole;
    }
}
