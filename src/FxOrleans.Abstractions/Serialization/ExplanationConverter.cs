using FxOrleans.Pricing;

namespace FxOrleans.Abstractions;

/// <summary>Between <see cref="Explanation"/> and its surrogate.</summary>
[RegisterConverter]
public sealed class ExplanationConverter : IConverter<Explanation, ExplanationSurrogate>
{
    public Explanation ConvertFromSurrogate(in ExplanationSurrogate surrogate) =>
        new(surrogate.Pair, surrogate.Price, surrogate.Quotes ?? [], surrogate.Legs ?? [], surrogate.Policy ?? new PricingPolicy())
        {
            ConsensusDiagnostics = surrogate.ConsensusDiagnostics.ToJudgement(),
            At = surrogate.At,
        };

    public ExplanationSurrogate ConvertToSurrogate(in Explanation value) => new()
    {
        Pair = value.Pair,
        Price = value.Price,
        Quotes = [.. value.Quotes],
        Legs = [.. value.Legs],
        Policy = value.Policy,
        ConsensusDiagnostics = JudgementSurrogate.Of(value.ConsensusDiagnostics),
        At = value.At,
    };
}
