namespace FxOrleans.Pricing;

/// <summary>
/// An answer to "what does one From cost in To": a decided price, its inverse, or a cross of several. Immutable.
/// </summary>
public sealed record Rate
{
    /// <summary>What is priced.</summary>
    public required Asset From { get; init; }

    /// <summary>What the price is counted in.</summary>
    public required Asset To { get; init; }

    /// <summary>Units of To for one From; above 0.</summary>
    public required decimal Mid { get; init; }

    /// <summary>Above 0, at most the mid.</summary>
    public required decimal Bid { get; init; }

    /// <summary>At least the mid.</summary>
    public required decimal Ask { get; init; }

    /// <summary>Half-width of the 95 % interval around the mid, in price units; 0 only for an asset in itself.</summary>
    public required decimal Confidence { get; init; }

    /// <summary>Market time, UTC: of the newest quote of a price, of the oldest leg of a cross.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>When it turns stale, UTC, for the reader that made it.</summary>
    public required DateTimeOffset StaleAt { get; init; }

    /// <summary>Its status until then.</summary>
    public required PriceStatus FreshStatus { get; init; }

    /// <summary>Independent sources of the weakest leg; 0 for an asset in itself.</summary>
    public required int Sources { get; init; }

    /// <summary>The bridges between From and To, in walking order; empty unless it is a cross.</summary>
    public IReadOnlyList<Asset> Via { get; init; } = [];

    /// <summary>True when it rests on anything made up.</summary>
    public required bool Simulated { get; init; }

    /// <summary>A price's own; of a cross the sum of its legs', each less a fixed base: rises when any leg's does, and stays below a direct price's. Below 2^53.</summary>
    public required long Epoch { get; init; }

    /// <summary>Sum of the legs' sequence numbers. Below 2^53.</summary>
    public required long Sequence { get; init; }

    /// <summary>Status at <paramref name="now"/>.</summary>
    public PriceStatus StatusAt(DateTimeOffset now) => now > StaleAt ? PriceStatus.Stale : FreshStatus;

    /// <summary>The same counted in other units of the same assets, such as pence instead of pounds.</summary>
    /// <exception cref="OverflowException">The values leave a decimal's range.</exception>
    public Rate In(Unit from, Unit to)
    {
        return from.Per == to.Per ? this : this with { Mid = Count(Mid), Bid = Count(Bid), Ask = Count(Ask), Confidence = Count(Confidence) };

        decimal Count(decimal value) => value * to.Per / from.Per;
    }

    /// <summary>One of an asset costs one of itself, surely and always.</summary>
    public static Rate Identity(Asset asset, DateTimeOffset now) => new()
    {
        From = asset,
        To = asset,
        Mid = 1,
        Bid = 1,
        Ask = 1,
        Confidence = 0,
        Timestamp = now,
        StaleAt = DateTimeOffset.MaxValue,
        FreshStatus = PriceStatus.Live,
        Sources = 0,
        Simulated = false,
        Epoch = 0,
        Sequence = 0,
    };
}
