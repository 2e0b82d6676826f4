using FxOrleans.Pricing;

namespace FxOrleans.Serving.Push;

/// <summary>
/// What came while a client was away, read from the ring of recent prices while it is written, so that a client that takes it slowly
/// holds nothing but its place. Not thread-safe.
/// </summary>
internal sealed class MissedPrices
{
    private const int AtOnce = 32;

    private readonly RateBoard _board;
    private readonly RecentPrices _recent;
    private readonly Dictionary<int, List<MissedPair>> _byMarket = [];
    private readonly List<MissedPair> _known = [];
    private readonly List<Topic> _unknown = [];
    private readonly long _first;

    private MissedPrices(RateBoard board, RecentPrices recent, StreamPlace from, long first) =>
        (_board, _recent, From, _first) = (board, recent, from, first);

    /// <summary>Up to where the client has all.</summary>
    public StreamPlace From { get; }

    /// <summary>Pairs of which this node does not know what came: they begin with a snapshot.</summary>
    public IReadOnlyList<Topic> Unknown => _unknown;

    /// <summary>True when newer prices took the place of those not yet read: they are lost, and all begins with a snapshot.</summary>
    public bool IsLost { get; private set; }

    /// <summary>What each known pair cost before anything that it may have missed, as far as that is known.</summary>
    public IEnumerable<(Topic Topic, Rate Rate)> Before
    {
        get
        {
            foreach (var pair in _known)
            {
                if (pair.Rate(_board) is { } rate)
                {
                    yield return (pair.Topic, rate.Rate);
                }
            }
        }
    }

    /// <summary>Finds where a client goes on that has all up to that place; null when this node does not know what came since.</summary>
    public static MissedPrices? Find(RateBoard board, RecentPrices recent, StreamPlace? had, IEnumerable<Topic> topics)
    {
        if (had is not { } from || board.Book[from.Pair.Base, from.Pair.Quote] is not { } market
            || recent.Find(market, from, board.Now) is not (var first, var since))
        {
            return null;
        }

        var missed = new MissedPrices(board, recent, from, first);
        foreach (var topic in topics)
        {
            if (MissedPair.Before(first, since, topic, board, recent) is { } pair)
            {
                missed.Follow(pair);
            }
            else
            {
                missed._unknown.Add(topic);
            }
        }

        return missed;
    }

    /// <summary>All that came until now, oldest first, each with the place that is reached when all of that place is sent.</summary>
    public IEnumerable<(Topic Topic, EncodedRate Rate, StreamPlace Place)> Read()
    {
        var prices = new RecentPrice[AtOnce];
        var (number, end) = (_first, _recent.Next);
        while (number < end)
        {
            var count = _recent.Read(ref number, end, _byMarket, prices);
            if (count < 0)
            {
                IsLost = true;
                yield break;
            }

            for (var i = 0; i < count; i++)
            {
                foreach (var pair in _byMarket[prices[i].Market])
                {
                    if (pair.Take(prices[i], _board) is { } rate)
                    {
                        yield return (pair.Topic, rate, prices[i].Place);
                    }
                }
            }
        }
    }

    private void Follow(MissedPair pair)
    {
        _known.Add(pair);
        foreach (var market in pair.Markets)
        {
            if (!_byMarket.TryGetValue(market, out var pairs))
            {
                _byMarket[market] = pairs = [];
            }

            pairs.Add(pair);
        }
    }
}
