using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests;

/// <summary>What readers are answered from given prices.</summary>
internal static class Answers
{
    public static readonly TimeSpan MaxAge = new PricingPolicy().MaxAge;

    /// <summary>The price in the direction of <paramref name="pair"/>.</summary>
    public static Rate Of(Price price, string pair)
    {
        var asked = Given.Pair(pair);
        Assert.True(asked == price.Pair || asked.Inverse == price.Pair);
        return Along(new Leg(price, Inverted: asked != price.Pair));
    }

    public static Rate Along(params Leg[] legs)
    {
        Assert.True(CrossRate.TryCombine(legs, MaxAge, out var rate));
        return rate!;
    }
}
