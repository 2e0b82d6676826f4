using FxOrleans.Pricing;

namespace FxOrleans.Serving;

/// <summary>
/// A direction that can be read and watched: a market, its inverse, or a cross. Encoded at the first read after one of its
/// markets moved, then the same bytes for everybody. Thread-safe.
/// </summary>
public sealed class Topic
{
    private readonly Lock _lock = new();
    private Step[] _path = [];
    private Encoded? _latest;
    private TimeSpan _searchedAt;
    private long _epochOffset;

    internal Topic(Asset from, Asset to)
    {
        From = from;
        To = to;
    }

    public Asset From { get; }

    public Asset To { get; }

    /// <summary>Place among the topics that somebody watches; −1 for none. Owned by the fan-out.</summary>
    internal int Ordinal { get; set; } = -1;

    /// <summary>How many watch it. Owned by the fan-out.</summary>
    internal int Watchers { get; set; }

    /// <summary>1 while it waits for the next flush. Owned by the fan-out.</summary>
    internal int Dirty;

    internal Step[] Path => Volatile.Read(ref _path);

    internal Encoded? Latest => Volatile.Read(ref _latest);

    /// <summary>Encodes anew from the markets as they are now, in order of epoch and sequence even when the path changes.</summary>
    internal Encoded? Rebuild(RateBoard board, Moment now)
    {
        lock (_lock)
        {
            var path = ChoosePath(board, now);
            if (path.Length == 0)
            {
                return null;
            }

            if (_latest is { } latest && latest.IsCurrent(path, now))
            {
                return latest;
            }

            var legs = new Leg[path.Length];
            var boxes = new PriceBox[path.Length];
            var staleAt = TimeSpan.MaxValue;
            for (var i = 0; i < path.Length; i++)
            {
                boxes[i] = path[i].Market.Box;
                legs[i] = new Leg(boxes[i].Price, path[i].Inverted);
                staleAt = boxes[i].StaleAt < staleAt ? boxes[i].StaleAt : staleAt;
            }

            if (!CrossRate.TryCombine(legs, board.Options.MaxAge, out var rate))
            {
                return null;
            }

            rate = InOrder(rate!);
            var stale = now.Monotonic > staleAt || now.Wall > rate.StaleAt;
            var encoded = new Encoded(rate, stale ? PriceStatus.Stale : rate.FreshStatus, boxes, stale ? TimeSpan.MaxValue : staleAt);
            board.CountEncoding();
            Volatile.Write(ref _latest, encoded);
            return encoded;
        }
    }

    // A cross looks for a better path at most once a second, or at once when it has none.
    private Step[] ChoosePath(RateBoard board, Moment now)
    {
        var path = _path;
        if (path.Length == 0 || (path.Length > 1 && now.Monotonic - _searchedAt > TimeSpan.FromSeconds(1)))
        {
            _searchedAt = now.Monotonic;
            var found = board.Search(From, To, now);
            if (found.Length > 0 && !found.AsSpan().SequenceEqual(path))
            {
                Volatile.Write(ref _path, found);
                board.Repath(this, path, found);
                path = found;
            }
        }

        return path;
    }

    // Another path has other legs, whose sums may be lower: an offset keeps the epoch rising for those who follow this topic.
    private Rate InOrder(Rate rate)
    {
        if (_latest is { } last)
        {
            var epoch = rate.Epoch + _epochOffset;
            if (epoch < last.Rate.Epoch || (epoch == last.Rate.Epoch && rate.Sequence < last.Rate.Sequence))
            {
                _epochOffset = last.Rate.Epoch + 1 - rate.Epoch;
            }
        }

        return _epochOffset == 0 ? rate : rate with { Epoch = rate.Epoch + _epochOffset };
    }
}
