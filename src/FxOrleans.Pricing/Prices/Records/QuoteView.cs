namespace FxOrleans.Pricing;

/// <summary>One source's part in a price.</summary>
/// <param name="Provider">The source's name.</param>
/// <param name="Value">Its mid, in the direction of the pair explained.</param>
/// <param name="Timestamp">Market time, UTC.</param>
/// <param name="Age">Since then.</param>
/// <param name="Weight">In the weighted median; 0 when it was not kept.</param>
/// <param name="Kept">Whether it counts in the price.</param>
/// <param name="Reason">The code of why not; null when kept.</param>
public sealed record QuoteView(string Provider, decimal Value, DateTimeOffset Timestamp, TimeSpan Age, double Weight, bool Kept, string? Reason)
{
    /// <summary>Its bid, in the direction of the pair explained.</summary>
    public decimal Bid { get; init; } = Value;

    /// <summary>Its ask, in the direction of the pair explained.</summary>
    public decimal Ask { get; init; } = Value;

    /// <summary>Its relative distance from the centre; null when there was no vote.</summary>
    public double? Deviation { get; init; }

    /// <summary>How it ages.</summary>
    public SourceKind Kind { get; init; }

    /// <summary>Sources of one group copy one another and share one vote.</summary>
    public string Group { get; init; } = Provider;

    /// <summary>Its weight among its kind before age, quality and group: <see cref="QuoteSource.Weight"/>.</summary>
    public double Trust { get; init; } = 1;

    /// <summary>The factor that recent mistakes leave of its weight; 1 without any.</summary>
    public double Quality { get; init; } = 1;
}
