namespace FxOrleans.Pricing;

/// <summary>
/// The one rule that says what a price may be used for: a pure function of the evidence and of the pair's limits. Worse evidence never
/// takes a reason away, so that it never makes a price firmer. Thread-safe; allocates nothing.
/// </summary>
public static class UsageRule
{
    /// <summary>Returns why the price is not firm; <see cref="UsageReason.None"/> where it is.</summary>
    public static UsageReason Judge(in UsageEvidence evidence, in UsageLimits limits)
    {
        var reasons = UsageReason.None;
        if (evidence.Sources < limits.Sources || (evidence.Kind == SourceKind.Live && !evidence.Quorate && !limits.Fixings))
        {
            reasons |= UsageReason.TooFewSources;
        }

        if (evidence.Kind != SourceKind.Live && !limits.Fixings)
        {
            reasons |= UsageReason.FixingOnly;
        }

        if (evidence.Confidence > limits.Widest(evidence.Wide))
        {
            reasons |= UsageReason.WideConfidence;
        }

        if (!evidence.MarketOpen && !limits.ClosedMarkets)
        {
            reasons |= UsageReason.MarketClosed;
        }

        if (evidence.Degraded > 0 && evidence.Sources - evidence.Degraded < limits.Sources)
        {
            reasons |= UsageReason.ProviderDegraded;
        }

        if (evidence.Stale || evidence.Age > limits.MaxAge)
        {
            reasons |= UsageReason.Stale;
        }

        return reasons | (evidence.Disputed ? UsageReason.Disputed : 0) | (evidence.PegBroken ? UsageReason.PegBroken : 0);
    }

    /// <summary>The same of a price at a moment.</summary>
    /// <param name="price">The price.</param>
    /// <param name="policy">The policy in force.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <param name="stale">True where the reader knows by another clock than <paramref name="now"/> that it is stale.</param>
    public static UsageReason Judge(in Price price, PricingPolicy policy, DateTimeOffset now, bool stale = false) =>
        Judge(UsageEvidence.Of(price, now, stale || now > price.StaleAt(policy.MaxAge)), policy.LimitsOf(price.Pair));

    /// <summary>Returns each reason with what was found and what it was held against, in the order of their codes.</summary>
    public static IReadOnlyList<UsageFinding> Explain(in Price price, PricingPolicy policy, DateTimeOffset now, bool stale = false)
    {
        var limits = policy.LimitsOf(price.Pair);
        var evidence = UsageEvidence.Of(price, now, stale || now > price.StaleAt(policy.MaxAge));
        var found = Judge(evidence, limits);
        var findings = new List<UsageFinding>();
        Add(UsageReason.TooFewSources, evidence.Sources < limits.Sources ? evidence.Sources : 0, limits.Sources); // Of a price that is not of the quorum no source is fresh.
        Add(UsageReason.FixingOnly, evidence.Kind == SourceKind.Fixing ? "fixing" : "periodic", "live");
        Add(UsageReason.WideConfidence, Math.Round(evidence.Confidence, 3), Math.Round(limits.Widest(evidence.Wide), 3));
        Add(UsageReason.MarketClosed, "closed", "open");
        Add(UsageReason.ProviderDegraded, evidence.Sources - evidence.Degraded, limits.Sources);
        Add(UsageReason.Stale, Seconds(evidence.Age), Seconds(Shorter(price.StaleAt(policy.MaxAge) - price.Timestamp, limits.MaxAge)));
        Add(UsageReason.Disputed, true, false);
        Add(UsageReason.PegBroken, "broken", "inside");
        return findings;

        void Add(UsageReason reason, object value, object threshold)
        {
            if ((found & reason) != 0)
            {
                findings.Add(new UsageFinding(reason.Codes()[0], value, threshold));
            }
        }
    }

    private static double Seconds(TimeSpan span) => Math.Round(span.TotalSeconds, 3);

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
