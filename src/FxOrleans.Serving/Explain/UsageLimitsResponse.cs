using FxOrleans.Pricing;

namespace FxOrleans.Serving.Explain;

/// <summary>What a pair's price needs to be firm. <see cref="FxOrleans.Pricing.UsageLimits"/> tells more.</summary>
/// <param name="Sources">Independent sources, at least.</param>
/// <param name="MaxConfidence">The widest half-width, in basis points.</param>
/// <param name="MaxAge">The age beyond which it is refused, in seconds.</param>
/// <param name="Fixings">Whether it may rest on fixings and slowly polled sources alone.</param>
/// <param name="ClosedMarkets">Whether its market may be closed.</param>
/// <param name="Hysteresis">By what share of the widest half-width a price that was too wide must be narrower to be firm again.</param>
public sealed record UsageLimitsResponse(int Sources, double MaxConfidence, double MaxAge, bool Fixings, bool ClosedMarkets, double Hysteresis)
{
    /// <summary>Of the limits of a pair.</summary>
    internal static UsageLimitsResponse Of(in UsageLimits limits) =>
        new(limits.Sources, limits.MaxConfidence, limits.MaxAge.TotalSeconds, limits.Fixings, limits.ClosedMarkets, limits.Hysteresis);
}
