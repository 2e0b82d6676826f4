namespace FxOrleans.Pricing;

/// <summary>
/// How far the true mid may be from a decided one: it lies within the half-width 95 times of 100, when the sources err independently
/// of one another. Two parts, added as squares:
/// the sources' error: Student's t for 95 % times the standard error of a median of that many sources, whose deviation is pooled from
/// this decision and the pair's recent ones, and begins with the quoted half-spread or the class's usual noise;
/// and the market's move in the age of the newest quote: 1.96 · volatility · √age. In a dispute it also covers what else was said.
/// </summary>
internal static class ConfidenceInterval
{
    /// <summary>Nothing is surer than this relative half-width: a tenth of a basis point.</summary>
    private const double Floor = 0.00001;

    private const double Normal95 = 1.96;

    /// <summary>For how many degrees of freedom the assumption counts before there is history.</summary>
    private const double AssumedFreedom = 2;

    /// <summary>
    /// Standard errors of the median of 1 to 9 standard normal values (of an even number, the mean of the middle two); beyond that √(π / 2n).
    /// </summary>
    private static readonly double[] MedianErrors = [1, 0.7071, 0.6698, 0.5461, 0.5356, 0.4634, 0.4587, 0.4101, 0.4075];

    /// <summary>The half-width relative to the mid, above 0.</summary>
    /// <param name="sources">Independent sources.</param>
    /// <param name="given">What <see cref="Pool"/> gave.</param>
    public static double HalfWidth(int sources, in Uncertainty given)
    {
        var t = given.Freedom > 0 ? Student95(given.Freedom) : Normal95;
        var error = t * MedianError(sources) * given.Deviation;
        return Math.Max(Floor, Math.Sqrt((error * error) + (Normal95 * Normal95 * given.Variance)));
    }

    /// <summary>Pools what is known of the sources' errors.</summary>
    /// <param name="halfSpread">Half of ask − bid, relative.</param>
    /// <param name="sample">How far the sources lie apart.</param>
    /// <param name="usual">How far they usually do.</param>
    /// <param name="noise">What a source is assumed to err.</param>
    /// <param name="variance">The market's variance in the age of the newest quote.</param>
    public static Uncertainty Pool(double halfSpread, in DisagreementSample sample, Disagreement usual, double noise, double variance)
    {
        var known = usual.Freedom + sample.Freedom;
        var assumed = Math.Max(noise, halfSpread / Normal95);
        var freedom = known + AssumedFreedom;
        var deviation = Math.Sqrt(((AssumedFreedom * assumed * assumed) + usual.Squares + sample.Squares) / freedom);
        return new Uncertainty(deviation, known > 0 ? freedom : 0, variance);
    }

    private static double MedianError(int sources) =>
        sources <= MedianErrors.Length ? MedianErrors[Math.Max(0, sources - 1)] : Math.Sqrt(Math.PI / (2 * sources));

    /// <summary>The two-sided 95 % point of Student's t, by Fisher's expansion: within 1 % from 3 degrees of freedom on.</summary>
    private static double Student95(double freedom)
    {
        const double Z = Normal95, Z3 = Z * Z * Z, Z5 = Z3 * Z * Z;
        return Z + ((Z3 + Z) / (4 * freedom)) + (((5 * Z5) + (16 * Z3) + (3 * Z)) / (96 * freedom * freedom));
    }
}
