using FxOrleans.Pricing;

namespace FxOrleans.Abstractions;

/// <summary>A <see cref="PricingPolicy"/> on the wire, as far as it decides prices: what makes them firm is judged by the policy of whoever reads them.</summary>
[GenerateSerializer, Immutable, Alias("fx.PricingPolicy")]
public struct PricingPolicySurrogate
{
    [Id(0)]
    public int Quorum;

    [Id(1)]
    public TimeSpan MaxAge;

    [Id(2)]
    public TimeSpan MaxClockSkew;

    [Id(3)]
    public int MaxSources;

    [Id(4)]
    public double OutlierMads;

    [Id(5)]
    public double OutlierFloor;

    [Id(6)]
    public TimeSpan HoldFor;

    [Id(7)]
    public TimeSpan HoldFaultFor;

    [Id(8)]
    public int FrozenQuotes;

    [Id(9)]
    public TimeSpan FrozenAfter;

    [Id(10)]
    public int ExplainDepth;
}

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
