namespace FxOrleans.Pricing;

/// <summary>
/// How many significant digits a computed rate keeps. What a source published is never rounded.
/// </summary>
public static class RatePrecision
{
    /// <summary>
    /// Digits of a quote that is kept the other way round: two more than derived ones, so that inverting it back gives the
    /// published digits again.
    /// </summary>
    public const int Decided = 17;

    /// <summary>
    /// Digits of an inverse or a cross: deeper than any source publishes, and what an IEEE double carries without loss.
    /// </summary>
    public const int Derived = 15;

    private static readonly decimal[] PowersOfTen = MakePowers();

    /// <summary>Rounds half to even at that many significant digits and drops trailing zeros. Values of 10^28 and above are kept.</summary>
    public static decimal Round(decimal value, int digits)
    {
        var magnitude = Math.Abs(value);
        if (magnitude == 0 || magnitude >= PowersOfTen[28])
        {
            return value;
        }

        int decimals;
        if (magnitude >= 1)
        {
            var whole = 1;
            while (whole < PowersOfTen.Length && magnitude >= PowersOfTen[whole])
            {
                whole++;
            }

            decimals = digits - whole;
        }
        else
        {
            var zeros = 0;
            while (zeros < PowersOfTen.Length - 1 && magnitude * PowersOfTen[zeros + 1] < 1)
            {
                zeros++;
            }

            decimals = digits + zeros;
        }

        if (decimals >= 28)
        {
            return Trim(value);
        }

        if (decimals >= 0)
        {
            return Trim(Math.Round(value, decimals, MidpointRounding.ToEven));
        }

        var unit = PowersOfTen[-decimals];
        return Math.Round(value / unit, 0, MidpointRounding.ToEven) * unit;
    }

    /// <summary>1 / value at full precision: not rounded.</summary>
    public static decimal Invert(decimal value) => 1m / value;

    /// <summary>The same value without trailing zeros: dividing by a 1 of the greatest scale drops them, where the last digit shows that there are any.</summary>
    public static decimal Trim(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.TryGetBits(value, bits, out _);
        var low = unchecked(((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        return value.Scale == 0 || (bits[2] == 0 && low % 10 != 0) ? value : value / 1.0000000000000000000000000000m;
    }

    private static decimal[] MakePowers()
    {
        var powers = new decimal[29];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}
