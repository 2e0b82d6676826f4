namespace FxOrleans.Pricing;

/// <summary>How a <see cref="PriceFeed"/> keeps its book in step. Immutable.</summary>
public sealed record PriceFeedOptions
{
    /// <summary>A shard that does not even send a canary for this long is silent, and a snapshot repairs. Default 2.5 s.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(2.5);

    /// <summary>
    /// How often silence is looked for; the pause after a snapshot that failed; the shortest time between two snapshots for gaps.
    /// Default 500 ms.
    /// </summary>
    public TimeSpan Watch { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest that a snapshot or a subscription may take. Default 5 s.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(5);
}
