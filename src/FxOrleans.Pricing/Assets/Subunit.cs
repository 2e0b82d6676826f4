namespace FxOrleans.Pricing;

/// <summary>
/// Tells hundredths of a currency, which stock exchanges quote in, from the currency itself: by their exact spelling, so that
/// <c>GBp</c> is pence and <c>gbp</c> the pound.
/// </summary>
public static class Subunit
{
    /// <summary>Returns whether that is how a subunit is written. Allocates nothing.</summary>
    public static bool IsOne(ReadOnlySpan<char> code) => code.Length == 3 && code is "GBp" or "GBX" or "ZAc" or "ZAX" or "ILA";

    /// <summary>Returns the code of the currency of which a subunit is the hundredth part.</summary>
    /// <exception cref="ArgumentException">It is no subunit.</exception>
    public static string CurrencyOf(ReadOnlySpan<char> code) => code switch
    {
        "GBp" or "GBX" => "GBP",
        "ZAc" or "ZAX" => "ZAR",
        "ILA" => "ILS",
        _ => throw new ArgumentException($"'{code}' is no subunit.", nameof(code)),
    };
}
