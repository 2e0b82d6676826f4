using FxOrleans.Pricing;

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
