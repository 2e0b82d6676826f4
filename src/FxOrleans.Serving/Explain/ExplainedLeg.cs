using FxOrleans.Pricing;

namespace FxOrleans.Serving.Explain;

/// <summary>A leg of the way from one asset to another, as it is walked, and its explanation where the engine has one.</summary>
/// <param name="Rate">The leg's rate in the direction in which it is walked.</param>
/// <param name="Leg">The market's price that it was made of.</param>
/// <param name="Explanation">Why that price is what it is.</param>
/// <param name="Findings">Why it is not firm.</param>
internal sealed record ExplainedLeg(EncodedRate Rate, Leg Leg, Explanation? Explanation, IReadOnlyList<UsageFinding> Findings)
{
    /// <summary>A past price, with the status that it had when it was decided; null for a record without a price.</summary>
    public static ExplainedLeg? OfRecord(Explanation record, bool inverted, PricingPolicy policy)
    {
        if (record.Price is not { } price)
        {
            return null;
        }

        var leg = new Leg(price, inverted);
        return CrossRate.TryCombine([leg], policy.MaxAge, out var rate)
            ? new ExplainedLeg(
                new EncodedRate(rate!, rate!.StatusAt(record.At), UsageRule.Judge(price, policy, record.At), [], TimeSpan.MaxValue), leg, record, UsageRule.Explain(price, policy, record.At))
            : null;
    }
}
