namespace FxOrleans.Pricing;

/// <summary>
/// Where a tick stands among those of its pair: by time, then by epoch and sequence, since many sources give whole seconds only.
/// </summary>
/// <param name="At">When, UTC, to the microsecond.</param>
/// <param name="Epoch">The price's epoch; 0 where it has none.</param>
/// <param name="Sequence">The price's sequence number; 0 where it has none.</param>
public readonly record struct TickOrder(DateTimeOffset At, long Epoch, long Sequence) : IComparable<TickOrder>
{
    /// <inheritdoc/>
    public int CompareTo(TickOrder other)
    {
        var order = At.CompareTo(other.At);
        order = order != 0 ? order : Epoch.CompareTo(other.Epoch);
        return order != 0 ? order : Sequence.CompareTo(other.Sequence);
    }

    public static bool operator <(TickOrder left, TickOrder right) => left.CompareTo(right) < 0;

    public static bool operator >(TickOrder left, TickOrder right) => left.CompareTo(right) > 0;

    public static bool operator <=(TickOrder left, TickOrder right) => left.CompareTo(right) <= 0;

    public static bool operator >=(TickOrder left, TickOrder right) => left.CompareTo(right) >= 0;
}
