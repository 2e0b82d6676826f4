using FxOrleans.Pricing;

using Orleans.Serialization.Cloning;

namespace FxOrleans.Abstractions;

/// <summary>An <see cref="Explanation"/> on the wire.</summary>
[GenerateSerializer, Immutable, Alias("fx.Explanation")]
public struct ExplanationSurrogate
{
    [Id(0)]
    public CurrencyPair Pair;

    [Id(1)]
    public Price? Price;

    [Id(2)]
    public QuoteView[] Quotes;

    [Id(3)]
    public Explanation[] Legs;

    [Id(4)]
    public PricingPolicy Policy;

    [Id(5)]
    public JudgementSurrogate ConsensusDiagnostics;

    [Id(6)]
    public DateTimeOffset At;
}

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

/// <summary>An <see cref="Explanation"/> is immutable: within a process it is passed on as it is.</summary>
[RegisterCopier]
public sealed class ExplanationCopier : ShallowCopier<Explanation>;
