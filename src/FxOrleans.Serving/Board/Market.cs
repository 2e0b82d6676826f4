using FxOrleans.Pricing;

namespace FxOrleans.Serving;

/// <summary>A pair that has been priced, and its latest price. Thread-safe.</summary>
public sealed class Market
{
    private ReceivedPrice _box;
    private Topic[] _dependents = [];

    internal Market(ReceivedPrice first) => _box = first;

    /// <summary>The latest price.</summary>
    public ref readonly Price Price => ref Box.Price;

    /// <summary>Its status by the wall's clock and by this node's own, whichever trusts it less.</summary>
    public PriceStatus StatusAt(ClockReading now, TimeSpan maxAge)
    {
        var box = Box;
        return now.Monotonic > box.StaleAt ? PriceStatus.Stale : box.Price.StatusAt(now.Wall, maxAge);
    }

    internal ReceivedPrice Box => Volatile.Read(ref _box);

    /// <summary>The topics that somebody watches and that this market's price goes into.</summary>
    internal ReadOnlySpan<Topic> Dependents => Volatile.Read(ref _dependents);

    /// <summary>Replaces the price unless it is older than the one here.</summary>
    internal bool Offer(ReceivedPrice next)
    {
        while (true)
        {
            var current = Box;
            if (!next.Price.IsNewerThan(current.Price))
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _box, next, current) == current)
            {
                return true;
            }
        }
    }

    // Both are called under the board's lock.
    internal void AddDependent(Topic topic) => Volatile.Write(ref _dependents, [.. _dependents, topic]);

    internal void RemoveDependent(Topic topic) => Volatile.Write(ref _dependents, [.. _dependents.Where(other => other != topic)]);
}
