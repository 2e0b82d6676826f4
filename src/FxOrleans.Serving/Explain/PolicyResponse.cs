using FxOrleans.Pricing;

namespace FxOrleans.Serving.Explain;

/// <summary>The rules by which a price is decided; times in seconds. <see cref="FxOrleans.Pricing.PricingPolicy"/> tells more.</summary>
/// <param name="Quorum">Sources that a live price needs.</param>
/// <param name="MaxAge">Age at which a live quote is stale.</param>
/// <param name="MaxClockSkew">How far ahead of our clock a quote may be.</param>
/// <param name="MaxSources">The most sources of a pair.</param>
/// <param name="OutlierMads">How many scaled MADs from the centre a source may be.</param>
/// <param name="OutlierFloor">Nearer to the centre than this relative distance nothing is an outlier.</param>
/// <param name="HoldFor">How long a lone source that contradicts all witnesses is held back.</param>
/// <param name="HoldFaultFor">The same where its jump looks like a known mistake.</param>
/// <param name="FrozenQuotes">Repetitions of one value after which a live source may be frozen.</param>
/// <param name="FrozenAfter">And for at least so long.</param>
/// <param name="ExplainDepth">Past prices of a pair that can be explained.</param>
/// <param name="DecidedDigits">Significant digits of a decided price.</param>
/// <param name="DerivedDigits">Significant digits of an inverse or a cross.</param>
/// <param name="Usage">What the pair's price needs to be firm; a cross is as firm as its worst leg.</param>
public sealed record PolicyResponse(
    int Quorum, double MaxAge, double MaxClockSkew, int MaxSources, double OutlierMads, double OutlierFloor, double HoldFor, double HoldFaultFor,
    int FrozenQuotes, double FrozenAfter, int ExplainDepth, int DecidedDigits, int DerivedDigits, UsageLimitsResponse Usage)
{
    /// <summary>Of a policy and the limits of a pair.</summary>
    internal static PolicyResponse Of(PricingPolicy policy, in UsageLimits limits) => new(
        policy.Quorum,
        policy.MaxAge.TotalSeconds,
        policy.MaxClockSkew.TotalSeconds,
        policy.MaxSources,
        policy.OutlierMads,
        policy.OutlierFloor,
        policy.HoldFor.TotalSeconds,
        policy.HoldFaultFor.TotalSeconds,
        policy.FrozenQuotes,
        policy.FrozenAfter.TotalSeconds,
        policy.ExplainDepth,
        RatePrecision.Decided,
        RatePrecision.Derived,
        UsageLimitsResponse.Of(limits));
}
