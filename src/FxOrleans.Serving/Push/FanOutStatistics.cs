namespace FxOrleans.Serving.Push;

/// <summary>Counts of the push since the start.</summary>
/// <param name="Connections">Open now.</param>
/// <param name="Topics">Watched now.</param>
/// <param name="Frames">Messages written.</param>
/// <param name="Prices">Prices in them.</param>
/// <param name="Conflated">Prices that a newer one replaced before a slow reader took them.</param>
/// <param name="Aborted">Connections ended because they took nothing.</param>
public readonly record struct FanOutStatistics(int Connections, int Topics, long Frames, long Prices, long Conflated, long Aborted)
{
    /// <summary>Prices that wait in all outboxes, within the last second.</summary>
    public int Pending { get; init; }

    /// <summary>Prices that wait in the fullest outbox, within the last second.</summary>
    public int LargestOutbox { get; init; }

    /// <summary>Prices kept for streams that come back.</summary>
    public long Recent { get; init; }

    /// <summary>Streams of hub connections that are open now.</summary>
    public int Streams { get; init; }

    /// <summary>Callers that have a connection or a stream open now, as far as they are bounded.</summary>
    public int Callers { get; init; }

    /// <summary>Writes that a listener of this process did not take; each is sent again.</summary>
    public long ListenerFailures { get; init; }

    /// <summary>Connections and streams not taken because there were as many as may be, of all or of their caller.</summary>
    public long Refused { get; init; }
}
