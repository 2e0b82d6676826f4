using System.Buffers;
using System.Globalization;

namespace FxOrleans.Serving.Tables;

/// <summary>One cell of CSV: quoted by RFC 4180 where that is needed, never a formula, never with an exponent.</summary>
internal static class CsvCell
{
    /// <summary>The largest exponent that is written out; beyond it the number is given as it came.</summary>
    private const int MostZeros = 400;

    /// <summary>What spreadsheets begin a formula with, its full-width forms too (OWASP, "CSV Injection").</summary>
    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\uFF1D\uFF0B\uFF0D\uFF20");

    /// <summary>Separators of any locale among them: a quoted cell stays whole where the comma is no separator.</summary>
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",;\t\"\r\n");

    /// <summary>Text. An apostrophe goes before what a spreadsheet would calculate, white space before it or not.</summary>
    public static string Text(string text)
    {
        var shown = text.AsSpan().TrimStart();
        var calculated = (!shown.IsEmpty && Formula.Contains(shown[0])) || (text.Length > 0 && text[0] is '\t' or '\r' or '\n');
        text = calculated ? $"'{text}" : text;
        return text.AsSpan().ContainsAny(Quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    /// <summary>A number as JSON has it, its exponent written out: <c>1.5E-7</c> is <c>0.00000015</c>.</summary>
    public static string Number(string json)
    {
        var mark = json.AsSpan().IndexOfAny('e', 'E');
        if (mark < 0 || !int.TryParse(json.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent) || Math.Abs(exponent) > MostZeros)
        {
            return json;
        }

        var sign = json[0] == '-' ? "-" : "";
        var mantissa = json.AsSpan(sign.Length, mark - sign.Length);
        var point = mantissa.IndexOf('.');
        var whole = point < 0 ? mantissa : mantissa[..point];
        var digits = string.Concat(whole, point < 0 ? [] : mantissa[(point + 1)..]);
        var at = whole.Length + exponent;
        (digits, at) = at < 1 ? (digits.PadLeft(digits.Length + 1 - at, '0'), 1) : (digits.PadRight(at, '0'), at);
        var left = digits[..at].TrimStart('0');
        var right = digits[at..].TrimEnd('0');
        return $"{sign}{(left.Length == 0 ? "0" : left)}{(right.Length == 0 ? "" : ".")}{right}";
    }
}
