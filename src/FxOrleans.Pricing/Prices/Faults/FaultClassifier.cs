namespace FxOrleans.Pricing;

/// <summary>Gives a value that is too far from the truth the name of the mistake that makes it, where one fits.</summary>
internal static class FaultClassifier
{
    /// <summary>
    /// How near a value must be to what the mistake would make of the reference, relative: 3 %, since the reference may be a fixing
    /// of yesterday. Mistakes lie a factor of ten apart, so that no two are confused.
    /// </summary>
    private const double Tolerance = 0.03;

    /// <summary>The name of the mistake in <paramref name="value"/> when <paramref name="truth"/> is right; <see cref="Verdict.Outlier"/> when none fits.</summary>
    /// <param name="value">The value.</param>
    /// <param name="truth">What is right.</param>
    /// <param name="pair">What it is a value of.</param>
    /// <param name="at">Its market time.</param>
    public static Verdict Name(double value, double truth, CurrencyPair pair, DateTimeOffset at)
    {
        var ratio = value / truth;
        return Redenominations.OldRatio(pair, at) is > 0 and var old && Near(ratio, old) ? Verdict.Redenominated
            : value == 1 ? Verdict.WrongBase
            : Near(ratio, 10) || Near(ratio, 100) || Near(ratio, 1000) ? Verdict.Scaled
            : Near(1 / ratio, 10) || Near(1 / ratio, 100) || Near(1 / ratio, 1000) ? Verdict.Scaled
            : Near(value * truth, 1) ? Verdict.Inverted
            : Verdict.Outlier;
    }

    /// <summary>True for a mistake that no market makes: persisting does not make it right.</summary>
    public static bool IsNamed(this Verdict verdict) => verdict is Verdict.Inverted or Verdict.Scaled or Verdict.WrongBase or Verdict.Redenominated;

    private static bool Near(double value, double target) => Math.Abs((value / target) - 1) <= Tolerance;
}
