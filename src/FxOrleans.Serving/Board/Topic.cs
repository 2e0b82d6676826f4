using FxOrleans.Pricing;

namespace FxOrleans.Serving;

/// <summary>
/// A direction that can be read and watched: a market, its inverse, or a cross. It is encoded at the first read after one of its
/// markets moved, then the same bytes for everybody. Thread-safe.
/// </summary>
public sealed class Topic
{
    private readonly Lock _lock = new();
    private PathStep[] _path = [];
    private EncodedRate? _latest;
    private TimeSpan _searchedAt;
    private int _searchedAmong;
    private bool _isMoved;
    private long _epochOffset;
    private TimeSpan _movedAt = TimeSpan.MinValue;

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

    internal PathStep[] Path
    {
        get => Volatile.Read(ref _path);
        set => Volatile.Write(ref _path, value);
    }

    /// <summary>When it was last led along another path, by this node's monotonic clock.</summary>
    internal TimeSpan MovedAt
    {
        get
        {
            lock (_lock)
            {
                return _movedAt;
            }
        }
    }

    internal EncodedRate? Latest => Volatile.Read(ref _latest);

    /// <summary>True while <paramref name="latest"/> is what <see cref="Rebuild"/> would give.</summary>
    internal bool IsCurrent(EncodedRate latest, RateBoard board, ClockReading now)
    {
        var path = Path;
        return latest.IsCurrent(path, now, board.Pegs.Version)
            && !(path.Length > 1 && latest.Status == PriceStatus.Stale && IsSearchDue(now))
            && !(MustLeave(path, board, now) || (MayLeave(path, board, now) && IsSearchDue(now)))
            && !HasNewMarkets(path, board, now);
    }

    /// <summary>Encodes anew from the markets as they are now, in order of epoch and sequence even when the path changes.</summary>
    internal EncodedRate? Rebuild(RateBoard board, ClockReading now)
    {
        lock (_lock)
        {
            var path = ChoosePath(board, now);
            if (path.Length == 0)
            {
                return null;
            }

            if (_latest is { } latest && latest.IsCurrent(path, now, board.Pegs.Version))
            {
                return latest;
            }

            if (PathRate.Of(path, board.Options.MaxAge) is not { } made)
            {
                return null;
            }

            var encoded = (made with { Rate = InOrder(made.Rate) }).Encode(board, now);
            board.CountEncoding();
            Volatile.Write(ref _latest, encoded);
            return encoded;
        }
    }

    // A better path is looked for at most once a second, but at once when there is none, when the path must be left or when there is a new market.
    private PathStep[] ChoosePath(RateBoard board, ClockReading now)
    {
        var path = _path;
        if (path.Length == 0 || ((path.Length > 1 || MayLeave(path, board, now)) && IsSearchDue(now)) || HasNewMarkets(path, board, now) || MustLeave(path, board, now))
        {
            _searchedAt = now.Monotonic;
            _searchedAmong = board.Book.Count;
            var found = board.Search(From, To, now);
            if (MustLeave(found, board, now) && board.TryGetStep(From, To, out var direct))
            {
                found = [direct]; // This node's own clock trusts a leg less than the wall's does.
            }

            if (found.Length > 0 && !found.AsSpan().SequenceEqual(path))
            {
                _movedAt = path.Length > 0 ? now.Monotonic : _movedAt;
                board.Repath(this, found);
                _isMoved = true;
                path = found;
            }
        }

        return path;
    }

    private bool IsSearchDue(ClockReading now) => now.Monotonic - _searchedAt > TimeSpan.FromSeconds(1);

    // Nothing is better than a market's own live price.
    private bool HasNewMarkets(PathStep[] path, RateBoard board, ClockReading now) =>
        _searchedAmong != board.Book.Count && (path is not [{ Inverted: false }] || MayLeave(path, board, now));

    // A cross of live legs may have taken the place of the pair's own price, or may take it.
    private bool MayLeave(PathStep[] path, RateBoard board, ClockReading now) =>
        path.Length == 1 ? PathSearch.MayGiveWay(path[0].Market.Price, now.Wall, board.Options.MaxAge) : board.TryGetStep(From, To, out _);

    // A cross beside the pair's own price is the answer only while each of its legs is live and the pair's own price is not.
    private bool MustLeave(PathStep[] path, RateBoard board, ClockReading now)
    {
        if (path.Length < 2 || !board.TryGetStep(From, To, out var direct) || direct.Market.Price.Derived)
        {
            return false;
        }

        var maxAge = board.Options.MaxAge;
        if (!PathSearch.MayGiveWay(direct.Market.Price, now.Wall, maxAge))
        {
            return true;
        }

        foreach (var step in path)
        {
            if (step.Market.StatusAt(now, maxAge) != PriceStatus.Live)
            {
                return true;
            }
        }

        return false;
    }

    // Another path has other legs, whose sums may be lower or the same: then an offset makes it one epoch later than the last,
    // no more, so that changing paths for years stays below 2^53. A direct price's epoch is above any cross', and is left as it is.
    private Rate InOrder(Rate rate)
    {
        if (_latest is { } last)
        {
            var epoch = rate.Epoch + _epochOffset;
            if (_isMoved && rate.Epoch > last.Rate.Epoch)
            {
                _epochOffset = 0;
            }
            else if (_isMoved || epoch < last.Rate.Epoch || (epoch == last.Rate.Epoch && rate.Sequence < last.Rate.Sequence))
            {
                _epochOffset = last.Rate.Epoch + 1 - rate.Epoch;
            }
        }

        _isMoved = false;
        return Renumber(rate);
    }

    /// <summary>An earlier rate along its path, numbered as the topic numbers those of today.</summary>
    internal Rate Renumber(Rate rate) => _epochOffset == 0 ? rate : rate with { Epoch = rate.Epoch + _epochOffset };
}
