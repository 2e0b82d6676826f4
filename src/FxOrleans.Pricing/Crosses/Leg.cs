namespace FxOrleans.Pricing;

/// <summary>One step of a cross: a price, walked from its base to its quote or, inverted, back.</summary>
public readonly record struct Leg(Price Price, bool Inverted)
{
    public Asset From => Inverted ? Price.Pair.Quote : Price.Pair.Base;

    public Asset To => Inverted ? Price.Pair.Base : Price.Pair.Quote;
}
