using FxOrleans.Pricing;

namespace FxOrleans.Abstractions;

/// <summary>A <see cref="PricingPolicy"/> on the wire.</summary>
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
