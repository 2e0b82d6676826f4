using System.Diagnostics.CodeAnalysis;

namespace FxOrleans.Pricing;

/// <summary>
/// A hundredth of a currency, which stock exchanges quote in: pence, cents, agorot. It is told from the currency by its exact spelling, so that
/// <c>GBp</c> is pence and <c>gbp</c> the pound. Immutable.
/// </summary>
public sealed record Subunit
{
    private Subunit(string code, string currency)
    {
        Code = code;
        Currency = currency;
    }

    /// <summary>How it is written; in no other case.</summary>
    public string Code { get; }

    /// <summary>The code of the currency of which it is a part.</summary>
    public string Currency { get; }

    /// <summary>How many of it make one of the currency.</summary>
    public int Per { get; } = 100;

    /// <summary>Returns whether that is how a subunit is written. Allocates nothing.</summary>
    public static bool IsOne(ReadOnlySpan<char> code) => code.Length == 3 && code is "GBp" or "GBX" or "ZAc" or "ZAX" or "ILA";

    /// <summary>Finds the subunit that is written so; false for what is none.</summary>
    public static bool TryGet(ReadOnlySpan<char> code, [NotNullWhen(true)] out Subunit? subunit)
    {
        subunit = code switch
        {
            "GBp" or "GBX" => new Subunit(code.ToString(), "GBP"),
            "ZAc" or "ZAX" => new Subunit(code.ToString(), "ZAR"),
            "ILA" => new Subunit(code.ToString(), "ILS"),
            _ => null,
        };
        return subunit is not null;
    }
}
