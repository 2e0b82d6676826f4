using System.Globalization;
using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// Reads rates as decimals with all their digits, the exponent form included. They never pass through a binary fraction.
/// </summary>
internal static class WireNumber
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>The largest amount, 10^18: above anything that is traded, and thousands of them can be added or divided by a price.</summary>
    public const decimal MaxAmount = 1_000_000_000_000_000_000m;

    public static bool TryRead(JsonElement element, out decimal value, out RowFault fault)
    {
        value = default;
        fault = RowFault.NotANumber;
        if (element.ValueKind != JsonValueKind.Number)
        {
            return false;
        }

        fault = RowFault.OutOfRange;
        return element.TryGetDecimal(out value);
    }

    /// <summary>Reads what can be a price: within the bounds of a <see cref="Quote"/>.</summary>
    public static bool TryReadPrice(JsonElement element, out decimal price) =>
        TryRead(element, out price, out _) && price is >= Quote.Min and <= Quote.Max;

    /// <summary>Reads an amount above 0, such as what was traded; null for what is none or beyond <see cref="MaxAmount"/>.</summary>
    public static decimal? Amount(JsonElement element) =>
        TryRead(element, out var amount, out _) && amount is > 0 and <= MaxAmount ? amount : null;

    public static bool TryRead(ReadOnlySpan<char> text, out decimal value) =>
        decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out value);
}
