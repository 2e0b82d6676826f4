namespace FxOrleans.Pricing;

/// <summary>Rounding policies for amounts that are paid out, by the name under which answers show them.</summary>
public static class MoneyRounding
{
    /// <summary>Half to even at the currency's minor unit: over many amounts no side gains.</summary>
    public const string HalfEven = "half_even";

    /// <summary>Decimal places for an asset that has no minor unit: a coin's smallest part, as Bitcoin has it.</summary>
    public const int DefaultDecimals = 8;

    /// <summary>Rounds <paramref name="amount"/> to what can be paid out in <paramref name="unit"/>: pence, cents and agorot are not divided.</summary>
    public static decimal Round(decimal amount, Unit unit) =>
        Math.Round(amount, unit.Subunit is null ? unit.Asset.MinorUnits ?? DefaultDecimals : 0, MidpointRounding.ToEven);
}
