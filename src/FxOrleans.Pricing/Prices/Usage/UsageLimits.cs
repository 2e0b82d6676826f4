namespace FxOrleans.Pricing;

/// <summary>What a pair's price needs to be firm. <see cref="PricingPolicy.LimitsOf"/> makes it. Immutable.</summary>
/// <param name="Sources">Independent sources, at least; live ones where the price is live.</param>
/// <param name="MaxConfidence">The widest half-width, in basis points.</param>
/// <param name="MaxAge">The age beyond which it is refused, whatever its kind.</param>
/// <param name="Fixings">Whether it may rest on fixings and slowly polled sources alone.</param>
/// <param name="ClosedMarkets">Whether its market may be closed.</param>
/// <param name="Hysteresis">By what share of the widest half-width a price that was too wide must be narrower to be firm again.</param>
public readonly record struct UsageLimits(int Sources, double MaxConfidence, TimeSpan MaxAge, bool Fixings, bool ClosedMarkets, double Hysteresis)
{
    /// <summary>The widest half-width for a price that was too wide, or was not, in basis points.</summary>
    public double Widest(bool wasWide) => wasWide ? MaxConfidence * (1 - Hysteresis) : MaxConfidence;
}
