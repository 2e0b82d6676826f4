using System.ComponentModel.DataAnnotations;

namespace FxOrleans.Pricing;

/// <summary>The numbers by which prices are decided. Section <c>Pricing</c>. Immutable.</summary>
public sealed record PricingPolicy : IValidatableObject
{
    /// <summary>Independent fresh live sources that a price needs to be called live. 1 to 16; default 2.</summary>
    [Range(1, 16)]
    public int Quorum { get; init; } = 2;

    /// <summary>The age beyond which a live source's quote is stale. 100 ms to 1 day; default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How far ahead of this host's clock a quote may be dated; such a quote counts as just made. 0 to 1 hour; default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan MaxClockSkew { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Sources kept for one pair; further ones are refused. 1 to 64; default 16.</summary>
    [Range(1, 64)]
    public int MaxSources { get; init; } = 16;

    /// <summary>With three sources or more, one is an outlier beyond this many scaled MADs from the centre, between the floor and its ceiling. 2 to 100; default 6.</summary>
    [Range(2.0, 100.0)]
    public double OutlierMads { get; init; } = 6;

    /// <summary>
    /// Nearer to the centre than this relative distance nothing is an outlier, and two that are further apart are never blended.
    /// For currencies; metals and stocks have twice, coins four times of it. 0.00001 to 0.25; default 0.005 (0.5 %).
    /// </summary>
    [Range(0.00001, 0.25)]
    public double OutlierFloor { get; init; } = 0.005;

    /// <summary>
    /// How long a lone source must stand by a jump that all witnesses contradict until it is believed; the last price stays and ages
    /// meanwhile. 0 to 1 day; default 2 minutes: a broken feed is often noticed by then, a market that has broken does not return.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan HoldFor { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The same for a jump that looks like a known mistake: inverted, scaled by 10, 100 or 1000, of the wrong base. Not below
    /// <see cref="HoldFor"/>, at most 30 days; default 25 hours, as such mistakes have lasted a day.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan HoldFaultFor { get; init; } = TimeSpan.FromHours(25);

    /// <summary>A live source is frozen when it has repeated one value so many times while the price moved. 2 to 10,000; default 10.</summary>
    [Range(2, 10_000)]
    public int FrozenQuotes { get; init; } = 10;

    /// <summary>And for at least so long. 1 second to 1 day; default 30 s. Ignored while the market is closed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan FrozenAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Past prices of a pair whose explanation is kept. 0 to 1,000; default 16, about 2 KB a source and pair.</summary>
    [Range(0, 1000)]
    public int ExplainDepth { get; init; } = 16;

    /// <summary>What prices need to be firm.</summary>
    public UsagePolicy Usage { get; init; } = new();

    /// <summary>Whether prices are decided by the same rules under both; what makes them firm does not matter here.</summary>
    public bool DecidesAs(PricingPolicy other) => this with { Usage = other.Usage } == other;

    /// <summary>What the price of a pair needs to be firm, in either direction.</summary>
    public UsageLimits LimitsOf(CurrencyPair pair) => Usage.LimitsOf(pair, Quorum);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (HoldFaultFor < HoldFor)
        {
            yield return new ValidationResult($"Pricing:HoldFaultFor is {HoldFaultFor}; it must be from Pricing:HoldFor, {HoldFor}, to 30.00:00:00.");
        }
    }
}
