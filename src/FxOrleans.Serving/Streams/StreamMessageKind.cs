namespace FxOrleans.Serving.Streams;

/// <summary>What a message of a resumable stream is.</summary>
public enum StreamMessageKind
{
    /// <summary>The latest prices: others may lie between these and what the client had.</summary>
    Snapshot,

    /// <summary>Prices that came next.</summary>
    Ticks,

    /// <summary>Nothing came for a while.</summary>
    Quiet,
}
