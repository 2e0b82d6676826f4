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

    public static bool TryRead(ReadOnlySpan<char> text, out decimal value) =>
        decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out value);
}
