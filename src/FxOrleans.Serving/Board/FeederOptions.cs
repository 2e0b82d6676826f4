namespace FxOrleans.Serving;

/// <summary>How the board is kept in step. Immutable.</summary>
public sealed record FeederOptions
{
    /// <summary>A source that sends not even a canary for this long is taken for silent, and a snapshot repairs. Default 2.5 s.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(2.5);

    /// <summary>How often silence is looked for, and the pause after a snapshot that failed. Default 500 ms.</summary>
    public TimeSpan Watch { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest that a snapshot or a subscription may take. Default 5 s.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(5);
}
