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

    /// <summary>Connections not taken because there were <see cref="PushOptions.MaxConnections"/>.</summary>
    public long Refused { get; init; }
}
