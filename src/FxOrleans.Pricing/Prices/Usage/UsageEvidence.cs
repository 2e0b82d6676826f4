namespace FxOrleans.Pricing;

/// <summary>What is known of a price at a moment, as far as it decides what the price may be used for. Immutable.</summary>
public readonly record struct UsageEvidence
{
    /// <summary>The kind of the sources that it rests on.</summary>
    public required SourceKind Kind { get; init; }

    /// <summary>How many independent sources it rests on.</summary>
    public required int Sources { get; init; }

    /// <summary>How many of them have lately been refused in more than a quarter of their quotes.</summary>
    public required int Degraded { get; init; }

    /// <summary>Whether enough independent live sources agreed when it was decided.</summary>
    public required bool Quorate { get; init; }

    /// <summary>Half-width of the 95 % interval in basis points of the mid; 0 or more.</summary>
    public required double Confidence { get; init; }

    /// <summary>Whether it has been too wide and has not become clearly narrower since.</summary>
    public required bool Wide { get; init; }

    /// <summary>Since its market time; below 0 where that lies ahead of the clock.</summary>
    public required TimeSpan Age { get; init; }

    /// <summary>Whether it is older than its kind allows.</summary>
    public required bool Stale { get; init; }

    /// <summary>Whether its sources contradict one another and nobody can tell which is right.</summary>
    public required bool Disputed { get; init; }

    /// <summary>Whether it has left the band of its peg.</summary>
    public required bool PegBroken { get; init; }

    /// <summary>Whether its market is open, as a made-up one always is.</summary>
    public required bool MarketOpen { get; init; }

    /// <summary>What is known of a price at <paramref name="now"/>.</summary>
    /// <param name="price">The price.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <param name="stale">Whether it is stale then, by all that the reader knows of time.</param>
    public static UsageEvidence Of(in Price price, DateTimeOffset now, bool stale) => new()
    {
        Kind = price.Kind,
        Sources = price.Sources,
        Degraded = price.Degraded,
        Quorate = price.Quorate,
        Confidence = BasisPoints(price.Confidence, price.Mid),
        Wide = price.Wide,
        Age = now - price.Timestamp,
        Stale = stale,
        Disputed = price.Disputed,
        PegBroken = price.PegBroken,
        MarketOpen = price.Simulated || MarketHours.IsOpen(price.Pair, now),
    };

    /// <summary>A half-width as basis points of a mid.</summary>
    internal static double BasisPoints(decimal confidence, decimal mid) => 10_000 * (double)confidence / (double)mid;
}
