namespace FxOrleans.Pricing;

/// <summary>The numbers by which prices are decided. Immutable; <see cref="Faults"/> says what is wrong with one.</summary>
public sealed record PricingPolicy
{
    /// <summary>Independent fresh live sources that a price needs to be called live. 1 to 16; default 2.</summary>
    public int Quorum { get; init; } = 2;

    /// <summary>The age beyond which a live source's quote is stale. 100 ms to 1 day; default 10 s.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How far ahead of this host's clock a quote may be dated; such a quote counts as just made. 0 to 1 hour; default 1 minute.</summary>
    public TimeSpan MaxClockSkew { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Sources kept for one pair; further ones are refused. 1 to 64; default 16.</summary>
    public int MaxSources { get; init; } = 16;

    /// <summary>With three sources or more, one is an outlier beyond this many scaled MADs from the centre, between the floor and its ceiling. 2 to 100; default 6.</summary>
    public double OutlierMads { get; init; } = 6;

    /// <summary>
    /// Nearer to the centre than this relative distance nothing is an outlier, and two that are further apart are never blended.
    /// For currencies; metals and stocks have twice, coins four times of it. 0.00001 to 0.25; default 0.005 (0.5 %).
    /// </summary>
    public double OutlierFloor { get; init; } = 0.005;

    /// <summary>
    /// How long a lone source must stand by a jump that all witnesses contradict until it is believed; the last price stays and ages
    /// meanwhile. 0 to 1 day; default 2 minutes: a broken feed is often noticed by then, a market that has broken does not return.
    /// </summary>
    public TimeSpan HoldFor { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The same for a jump that looks like a known mistake: inverted, scaled by 10, 100 or 1000, of the wrong base. Not below
    /// <see cref="HoldFor"/>, at most 30 days; default 25 hours, as such mistakes have lasted a day.
    /// </summary>
    public TimeSpan HoldFaultFor { get; init; } = TimeSpan.FromHours(25);

    /// <summary>A live source is frozen when it has repeated one value so many times while the price moved. 2 to 10,000; default 10.</summary>
    public int FrozenQuotes { get; init; } = 10;

    /// <summary>And for at least so long. 1 second to 1 day; default 30 s. Ignored while the market is closed.</summary>
    public TimeSpan FrozenAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Past prices of a pair whose explanation is kept. 0 to 1,000; default 16, about 2 KB a source and pair.</summary>
    public int ExplainDepth { get; init; } = 16;

    /// <summary>What is wrong with it, each line naming the configuration key; empty when it can be used.</summary>
    public IEnumerable<string> Faults()
    {
        if (Quorum is < 1 or > 16)
        {
            yield return $"Pricing:Quorum is {Quorum}; it must be from 1 to 16.";
        }

        if (MaxAge < TimeSpan.FromMilliseconds(100) || MaxAge > TimeSpan.FromDays(1))
        {
            yield return $"Pricing:MaxAge is {MaxAge}; it must be from 00:00:00.1 to 1.00:00:00.";
        }

        if (MaxClockSkew < TimeSpan.Zero || MaxClockSkew > TimeSpan.FromHours(1))
        {
            yield return $"Pricing:MaxClockSkew is {MaxClockSkew}; it must be from 00:00:00 to 01:00:00.";
        }

        if (MaxSources is < 1 or > 64)
        {
            yield return $"Pricing:MaxSources is {MaxSources}; it must be from 1 to 64.";
        }

        if (OutlierMads is not (>= 2 and <= 100))
        {
            yield return $"Pricing:OutlierMads is {OutlierMads}; it must be from 2 to 100.";
        }

        if (OutlierFloor is not (>= 0.00001 and <= 0.25))
        {
            yield return $"Pricing:OutlierFloor is {OutlierFloor}; it must be from 0.00001 to 0.25.";
        }

        if (HoldFor < TimeSpan.Zero || HoldFor > TimeSpan.FromDays(1))
        {
            yield return $"Pricing:HoldFor is {HoldFor}; it must be from 00:00:00 to 1.00:00:00.";
        }

        if (HoldFaultFor < HoldFor || HoldFaultFor > TimeSpan.FromDays(30))
        {
            yield return $"Pricing:HoldFaultFor is {HoldFaultFor}; it must be from Pricing:HoldFor to 30.00:00:00.";
        }

        if (FrozenQuotes is < 2 or > 10_000)
        {
            yield return $"Pricing:FrozenQuotes is {FrozenQuotes}; it must be from 2 to 10000.";
        }

        if (FrozenAfter < TimeSpan.FromSeconds(1) || FrozenAfter > TimeSpan.FromDays(1))
        {
            yield return $"Pricing:FrozenAfter is {FrozenAfter}; it must be from 00:00:01 to 1.00:00:00.";
        }

        if (ExplainDepth is < 0 or > 1000)
        {
            yield return $"Pricing:ExplainDepth is {ExplainDepth}; it must be from 0 to 1000.";
        }
    }
}
