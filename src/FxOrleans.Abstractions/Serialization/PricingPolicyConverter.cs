using FxOrleans.Pricing;

namespace FxOrleans.Abstractions;

/// <summary>Between <see cref="PricingPolicy"/> and its surrogate.</summary>
[RegisterConverter]
public sealed class PricingPolicyConverter : IConverter<PricingPolicy, PricingPolicySurrogate>
{
    public PricingPolicy ConvertFromSurrogate(in PricingPolicySurrogate surrogate) => new()
    {
        Quorum = surrogate.Quorum,
        MaxAge = surrogate.MaxAge,
        MaxClockSkew = surrogate.MaxClockSkew,
        MaxSources = surrogate.MaxSources,
        OutlierMads = surrogate.OutlierMads,
        OutlierFloor = surrogate.OutlierFloor,
        HoldFor = surrogate.HoldFor,
        HoldFaultFor = surrogate.HoldFaultFor,
        FrozenQuotes = surrogate.FrozenQuotes,
        FrozenAfter = surrogate.FrozenAfter,
        ExplainDepth = surrogate.ExplainDepth,
    };

    public PricingPolicySurrogate ConvertToSurrogate(in PricingPolicy value) => new()
    {
        Quorum = value.Quorum,
        MaxAge = value.MaxAge,
        MaxClockSkew = value.MaxClockSkew,
        MaxSources = value.MaxSources,
        OutlierMads = value.OutlierMads,
        OutlierFloor = value.OutlierFloor,
        HoldFor = value.HoldFor,
        HoldFaultFor = value.HoldFaultFor,
        FrozenQuotes = value.FrozenQuotes,
        FrozenAfter = value.FrozenAfter,
        ExplainDepth = value.ExplainDepth,
    };
}
