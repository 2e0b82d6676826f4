using System.Collections.Frozen;

namespace FxOrleans.Serving.Push;

/// <summary>
/// Keeps the last prices of every tracked pair, so that a stream that comes back gets what it missed. Bounded by a number a pair and
/// by <see cref="Span"/>. Every node keeps its own, by its own clock: a stream may come back to any of them. Thread-safe.
/// </summary>
/// <param name="tracked">The pairs.</param>
/// <param name="most">Prices of one pair at most; 0 keeps none.</param>
internal sealed class RecentTicks(IReadOnlyList<Topic> tracked, int most)
{
    /// <summary>How far back a stream may ask.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromMinutes(2);

    /// <summary>How far the clocks of two nodes may be apart, and a price be late at one of them: so much is sent twice.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromSeconds(5);

    private readonly FrozenDictionary<Topic, Queue<RecentTick>> _ticks =
        most == 0 ? FrozenDictionary<Topic, Queue<RecentTick>>.Empty : tracked.ToFrozenDictionary(topic => topic, _ => new Queue<RecentTick>());

    /// <summary>How many prices are kept of all pairs.</summary>
    public int Count => _ticks.Values.Sum(ticks => ticks.Count);

    /// <summary>Notes the price that a pair has now, if it is tracked. Called by the flush loop alone.</summary>
    public void Note(Topic topic, RateBoard board)
    {
        var now = board.Now;
        if (!_ticks.TryGetValue(topic, out var ticks) || board.Read(topic, now) is not { } rate)
        {
            return;
        }

        lock (ticks)
        {
            // The newest of what is too old stays: it is what was true when the span began.
            while (ticks.Count >= most || (ticks.Count > 1 && Second(ticks).At < now.Wall - Span - Overlap))
            {
                ticks.Dequeue();
            }

            ticks.Enqueue(new RecentTick(rate, now.Wall));
        }
    }

    private static RecentTick Second(Queue<RecentTick> ticks)
    {
        var each = ticks.GetEnumerator();
        each.MoveNext();
        each.MoveNext();
        return each.Current;
    }

    /// <summary>
    /// Adds what a pair cost at that time and every price that it has had since, oldest first. Returns false, and adds nothing, when
    /// that is not known: the pair is not tracked, this node has not been up for so long, or there were too many.
    /// </summary>
    public bool TryAddSince(Topic topic, DateTimeOffset since, List<RecentTick> to)
    {
        if (!_ticks.TryGetValue(topic, out var ticks))
        {
            return false;
        }

        lock (ticks)
        {
            if (!ticks.TryPeek(out var oldest) || oldest.At > since)
            {
                return false;
            }

            RecentTick? before = null;
            foreach (var tick in ticks)
            {
                if (tick.At <= since)
                {
                    before = tick;
                    continue;
                }

                if (before is { } first)
                {
                    to.Add(first);
                    before = null;
                }

                to.Add(tick);
            }

            if (before is { } last)
            {
                to.Add(last);
            }

            return true;
        }
    }
}
