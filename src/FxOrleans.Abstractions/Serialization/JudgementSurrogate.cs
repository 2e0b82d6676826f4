using FxOrleans.Pricing;

namespace FxOrleans.Abstractions;

/// <summary>A <see cref="ConsensusDiagnostics"/> on the wire, always within an explanation.</summary>
[GenerateSerializer, Immutable, Alias("fx.ConsensusDiagnostics")]
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

    [Id(7)]
    public double Deviation;

    [Id(8)]
    public double Freedom;

    [Id(9)]
    public double Variance;

    public static JudgementSurrogate Of(in ConsensusDiagnostics value) => new()
    {
        Centre = value.Centre,
        Scale = value.Scale,
        Threshold = value.Threshold,
        Disputed = value.Disputed,
        Held = value.Held,
        Doubt = value.Doubt,
        Confirmed = value.Confirmed,
        Deviation = value.Uncertainty.Deviation,
        Freedom = value.Uncertainty.Freedom,
        Variance = value.Uncertainty.Variance,
    };

    public readonly ConsensusDiagnostics ToJudgement() => new()
    {
        Centre = Centre,
        Scale = Scale,
        Threshold = Threshold,
        Disputed = Disputed,
        Held = Held,
        Doubt = Doubt,
        Confirmed = Confirmed,
        Uncertainty = new Uncertainty(Deviation, Freedom, Variance),
    };
}
