namespace FxOrleans.Pricing;

/// <summary>One price and all that it was computed from, so that anybody can compute its digits again. Immutable.</summary>
/// <param name="Rate">The price in the direction asked for.</param>
/// <param name="Legs">The decisions that it rests on, in walking order: one for a direct price or its inverse, two or three for a cross.</param>
public sealed record PriceEvidence(Rate Rate, IReadOnlyList<LegEvidence> Legs)
{
    /// <summary>When the youngest of its decisions was taken, UTC: from then on this was the price.</summary>
    public DateTimeOffset At => Legs.Max(leg => leg.Record.At);

    /// <summary>The rules that the decisions followed.</summary>
    public PricingPolicy Policy => Legs[0].Record.Policy;

    /// <summary>The price's status at <see cref="At"/>.</summary>
    public PriceStatus Status => Rate.StatusAt(At);

    /// <summary>Why it was not firm at <see cref="At"/>: the reasons of all its decisions together.</summary>
    public UsageReason Reasons => Legs.Aggregate(UsageReason.None, (reasons, leg) => reasons | UsageRule.Judge(leg.Record.Price!.Value, Policy, At));

    /// <summary>
    /// Combines decided prices to one answer. Returns null when a record has no price, when the legs do not follow one another, when they
    /// were decided by different rules, or when their product leaves a decimal's range.
    /// </summary>
    /// <param name="legs">At least one, in walking order.</param>
    public static PriceEvidence? Of(IReadOnlyList<LegEvidence> legs)
    {
        var steps = new Leg[legs.Count];
        for (var i = 0; i < steps.Length; i++)
        {
            if (legs[i].Record.Price is not { } price || !legs[i].Record.Policy.DecidesAs(legs[0].Record.Policy))
            {
                return null;
            }

            steps[i] = new Leg(price, legs[i].Inverted);
            if (i > 0 && steps[i].From != steps[i - 1].To)
            {
                return null;
            }
        }

        return steps.Length > 0 && CrossRate.TryCombine(steps, legs[0].Record.Policy.MaxAge, out var rate) ? new PriceEvidence(rate!, legs) : null;
    }
}
