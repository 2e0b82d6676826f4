namespace FxOrleans.Pricing;

/// <summary>A decimal as its digits, a whole number, beside its scale: 1.50 is 150 with scale 2. Pure; thread-safe.</summary>
public static class DecimalDigits
{
    /// <summary>The most decimal places of a decimal.</summary>
    public const byte LargestScale = 28;

    private static readonly Int128 TooGreat = Int128.One << 96;

    /// <summary>The digits of a decimal, with its sign.</summary>
    public static Int128 Of(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.TryGetBits(value, bits, out _);
        var low = unchecked(((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        var digits = (Int128)new UInt128(unchecked((uint)bits[2]), low);
        return bits[3] < 0 ? -digits : digits;
    }

    /// <summary>The decimal of those digits and that scale.</summary>
    /// <exception cref="InvalidDataException">There is no such decimal.</exception>
    public static decimal Make(Int128 digits, byte scale)
    {
        var magnitude = Int128.Abs(digits);
        if (magnitude >= TooGreat || scale > LargestScale)
        {
            throw new InvalidDataException("The digits are of no decimal.");
        }

        unchecked
        {
            return new decimal((int)(uint)magnitude, (int)(uint)(magnitude >> 32), (int)(uint)(magnitude >> 64), digits < 0, scale);
        }
    }
}
