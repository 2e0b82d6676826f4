namespace FxOrleans.Pricing;

/// <summary>What one pair's price needs to be firm, where that is not what its class needs. Section <c>Pricing:Usage:Pairs:{pair}</c>. Immutable.</summary>
public sealed record UsageOverride
{
    /// <summary>Independent sources, 1 to 16; null for what <see cref="UsagePolicy.Sources"/> says.</summary>
    public int? Sources { get; init; }

    /// <summary>The widest half-width in basis points, 0.1 to 10,000; null for its class's.</summary>
    public double? MaxConfidence { get; init; }

    /// <summary>The age beyond which it is refused, 100 ms to 366 days; null for what <see cref="UsagePolicy.MaxAge"/> says.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Whether it may rest on fixings and slowly polled sources alone; null for what <see cref="UsagePolicy.Fixings"/> says.</summary>
    public bool? Fixings { get; init; }

    /// <summary>Whether its market may be closed; null for what <see cref="UsagePolicy.ClosedMarkets"/> says.</summary>
    public bool? ClosedMarkets { get; init; }

    /// <summary>What is wrong with it, each beginning with the key.</summary>
    internal IEnumerable<string> Faults()
    {
        if (Sources is < 1 or > 16)
        {
            yield return FormattableString.Invariant($"Sources is {Sources}; it must be from 1 to 16.");
        }

        if (MaxConfidence is not (null or (>= 0.1 and <= 10_000)))
        {
            yield return FormattableString.Invariant($"MaxConfidence is {MaxConfidence}; it must be from 0.1 to 10000.");
        }

        if (MaxAge is { } age && (age < TimeSpan.FromMilliseconds(100) || age > TimeSpan.FromDays(366)))
        {
            yield return FormattableString.Invariant($"MaxAge is {MaxAge}; it must be from 00:00:00.1 to 366.00:00:00.");
        }
    }
}
