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
    };

    public PricingPolicySurrogate ConvertToSurrogate(in PricingPolicy value) => new()
    {
        Quorum = value.Quorum,
        MaxAge = value.MaxAge,
        MaxClockSkew = value.MaxClockSkew,
        MaxSources = value.MaxSources,
        OutlierMads = value.OutlierMads,
        OutlierFloor = value.OutlierFloor,
    };
}
