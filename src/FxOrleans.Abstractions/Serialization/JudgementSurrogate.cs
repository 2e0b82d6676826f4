using FxOrleans.Pricing;

namespace FxOrleans.Abstractions;

/// <summary>A <see cref="Judgement"/> on the wire.</summary>
[GenerateSerializer, Immutable, Alias("fx.Judgement")]
public struct JudgementSurrogate
{
    [Id(0)]
    public double Centre;

    [Id(1)]
    public double Scale;

    [Id(2)]
    public double Threshold;

    [Id(3)]
    public bool Disputed;

    [Id(4)]
    public bool Held;

    [Id(5)]
    public double Doubt;

    [Id(6)]
    public bool Confirmed;
}
