using FxOrleans.Pricing;

namespace FxOrleans.Abstractions;

/// <summary>Between <see cref="Judgement"/> and its surrogate.</summary>
[RegisterConverter]
public sealed class JudgementConverter : IConverter<Judgement, JudgementSurrogate>
{
    public Judgement ConvertFromSurrogate(in JudgementSurrogate surrogate) => new()
    {
        Centre = surrogate.Centre,
        Scale = surrogate.Scale,
        Threshold = surrogate.Threshold,
        Disputed = surrogate.Disputed,
        Held = surrogate.Held,
        Doubt = surrogate.Doubt,
        Confirmed = surrogate.Confirmed,
    };

    public JudgementSurrogate ConvertToSurrogate(in Judgement value) => new()
    {
        Centre = value.Centre,
        Scale = value.Scale,
        Threshold = value.Threshold,
        Disputed = value.Disputed,
        Held = value.Held,
        Doubt = value.Doubt,
        Confirmed = value.Confirmed,
    };
}
