using System.Globalization;
using System.Text.Json;

namespace FxOrleans.DemoMarket;

/// <summary>Numbers as upstreams written in JavaScript print them: below a millionth with an exponent, 1.2e-7.</summary>
internal static class JsonNumbers
{
    private const decimal Plainest = 0.000001m;

    public static void WriteJs(this Utf8JsonWriter json, string name, decimal value)
    {
        json.WritePropertyName(name);
        json.WriteJs(value);
    }

    public static void WriteJs(this Utf8JsonWriter json, decimal value)
    {
        if (value == 0 || Math.Abs(value) >= Plainest)
        {
            json.WriteNumberValue(value);
            return;
        }

        json.WriteRawValue(value.ToString("0.##############e-0", CultureInfo.InvariantCulture), skipInputValidation: true);
    }
}
