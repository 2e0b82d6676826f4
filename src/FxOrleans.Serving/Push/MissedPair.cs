using FxOrleans.Pricing;

namespace FxOrleans.Serving.Push;

/// <summary>A pair that is followed through the ring of recent prices: what each leg of its path costs at the place reached. Not thread-safe.</summary>
internal sealed class MissedPair
{
    private readonly PathStep[] _path;
    private readonly ReceivedPrice?[] _legs;

    private MissedPair(Topic topic, PathStep[] path) => (Topic, _path, _legs) = (topic, path, new ReceivedPrice?[path.Length]);

    /// <summary>The pair.</summary>
    public Topic Topic { get; }

    /// <summary>
    /// The pair as it was before the price with that number came. Returns null when that is not known: nobody prices it, it led along
    /// another path since, or a leg of it has changed and the ring no longer holds what it was.
    /// </summary>
    public static MissedPair? Before(long first, TimeSpan since, Topic topic, RateBoard board, RecentPrices recent)
    {
        var path = topic.Path;
        if (path.Length == 0 || topic.MovedAt > since)
        {
            return null;
        }

        var pair = new MissedPair(topic, path);
        for (var i = 0; i < path.Length; i++)
        {
            var market = path[i].Market;
            if (recent.Before(market.Index, first, out var changed) is { } before)
            {
                pair._legs[i] = new ReceivedPrice(before.Price, before.Received, board.Options.MaxAge);
            }
            else if (!changed)
            {
                pair._legs[i] = market.Latest;
            }
            else if (path.Length > 1)
            {
                return null;
            }
        }

        return pair;
    }

    /// <summary>The markets that it is made of.</summary>
    public IEnumerable<int> Markets => _path.Select(step => step.Market.Index);

    /// <summary>Takes the next price of one of its markets. Returns what the pair cost then, with the status that it had then; null for nothing that a decimal holds.</summary>
    public EncodedRate? Take(in RecentPrice price, RateBoard board)
    {
        for (var i = 0; i < _path.Length; i++)
        {
            if (_path[i].Market.Index == price.Market)
            {
                _legs[i] = new ReceivedPrice(price.Price, price.Received, board.Options.MaxAge);
            }
        }

        return Rate(board)?.Encode(board, price.Received);
    }

    /// <summary>What it costs at the place reached; null while that is not known.</summary>
    public PathRate? Rate(RateBoard board) =>
        Array.TrueForAll(_legs, leg => leg is not null) && PathRate.Of(_path, [.. _legs!], board.Options.MaxAge) is { } rate
            ? rate with { Rate = Topic.Renumber(rate.Rate) }
            : null;
}
