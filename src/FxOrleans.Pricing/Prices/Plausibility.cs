namespace FxOrleans.Pricing;

/// <summary>
/// The one rule for rows that somebody else may have written, such as those in Redis: what cannot be a price of now is not believed,
/// since it would stand in the way of every true one.
/// </summary>
public static class Plausibility
{
    /// <summary>How far ahead of this host's clock a price may be dated: the most that <see cref="PricingPolicy.MaxClockSkew"/> may be.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromHours(1);

    /// <summary>The same for a daily fixing, whose date may be tomorrow's.</summary>
    public static readonly TimeSpan FixingSkew = TimeSpan.FromDays(1);

    /// <summary>How far ahead of the clock, in milliseconds since 1970, epochs and sequences may be. A clock that ran ahead has made such.</summary>
    public static readonly TimeSpan EpochSlack = TimeSpan.FromDays(1);

    /// <summary>How long a price that is not live may call itself fresh: longer than any market is closed.</summary>
    public static readonly TimeSpan LongestFresh = TimeSpan.FromDays(30);

    /// <summary>The highest epoch that is believed at <paramref name="now"/>.</summary>
    public static long MaxEpoch(DateTimeOffset now) => (now + EpochSlack).ToUnixTimeMilliseconds();

    /// <summary>True when it can be a price that was decided by <paramref name="now"/>.</summary>
    public static bool IsPlausible(in Price price, DateTimeOffset now) =>
        price.Bid >= Quote.Min && price.Ask <= Quote.Max
        && price.Timestamp <= now + (price.Kind == SourceKind.Fixing ? FixingSkew : ClockSkew)
        && (price.Kind == SourceKind.Live || price.FreshUntil <= now + LongestFresh)
        && price.Epoch <= MaxEpoch(now)
        && price.Sequence <= MaxEpoch(now);
}
