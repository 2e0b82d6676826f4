namespace FxOrleans.DemoMarket;

/// <summary>
/// e to the power of x from additions and multiplications alone, so that every processor gives the same bits;
/// a run-time library's own differs in the last place from one platform to the next.
/// </summary>
internal static class Exponential
{
    private const double Log2E = 1.4426950408889634;
    private const double Ln2High = 0.6931471803691238;
    private const double Ln2Low = 1.9082149292705877e-10;

    /// <param name="x">Between −700 and 700: what the market's logarithms keep far inside.</param>
    public static double Of(double x)
    {
        var power = Math.Round(x * Log2E);
        var r = x - (power * Ln2High) - (power * Ln2Low);

        // Taylor's series by Horner; |r| ≤ ln 2 / 2, so the thirteenth term is below 2^-53.
        var sum = 1.0;
        for (var n = 13; n >= 1; n--)
        {
            sum = 1 + (r / n * sum);
        }

        return sum * BitConverter.Int64BitsToDouble((1023L + (long)power) << 52);
    }
}
