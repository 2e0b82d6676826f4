namespace FxOrleans.Pricing;

/// <summary>A pair that has been priced, and its latest price in this process. Thread-safe.</summary>
public sealed class Market
{
    private ReceivedPrice _latest;

    internal Market(ReceivedPrice first, int index)
    {
        _latest = first;
        Index = index;
    }

    /// <summary>Its number in the order of the markets' first prices, from 0.</summary>
    public int Index { get; }

    /// <summary>The latest price, with what this process's own clock says of it.</summary>
    public ReceivedPrice Latest => Volatile.Read(ref _latest);

    /// <summary>The latest price.</summary>
    public ref readonly Price Price => ref Latest.Price;

    /// <summary>Its status by the wall clock and by the monotonic clock of this process: the worse of the two.</summary>
    public PriceStatus StatusAt(ClockReading now, TimeSpan maxAge)
    {
        var latest = Latest;
        return now.Monotonic > latest.StaleAt ? PriceStatus.Stale : latest.Price.StatusAt(now.Wall, maxAge);
    }

    /// <summary>Replaces the price if <paramref name="next"/> is newer.</summary>
    internal bool TryAdvance(ReceivedPrice next)
    {
        while (true)
        {
            var current = Latest;
            if (!next.Price.IsNewerThan(current.Price))
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _latest, next, current) == current)
            {
                return true;
            }
        }
    }
}
