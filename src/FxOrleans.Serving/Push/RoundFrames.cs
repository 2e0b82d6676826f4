using System.Numerics;

namespace FxOrleans.Serving.Push;

/// <summary>
/// The frames of one round: connections with the same interests share one, and the same few sets of topics recur. Single-threaded.
/// </summary>
internal sealed class RoundFrames(RateBoard board, WatchedTopics watched)
{
    private const int Shared = 16;

    private readonly List<(TopicSet Topics, TickFrame? Frame)> _shared = [];
    private readonly List<Encoded> _rates = [];

    /// <summary>A new round: prices may have changed.</summary>
    public void Clear() => _shared.Clear();

    /// <summary>The latest prices of those topics; null when none of them has one.</summary>
    public TickFrame? Of(in TopicSet topics)
    {
        foreach (var (known, frame) in _shared)
        {
            if (known.SameAs(topics))
            {
                return frame;
            }
        }

        _rates.Clear();
        var now = board.Now;
        for (var word = 0; word < topics.Words; word++)
        {
            for (var bits = topics[word]; bits != 0; bits &= bits - 1)
            {
                if (watched[(word << 6) + BitOperations.TrailingZeroCount(bits)] is { } topic && board.Read(topic, now) is { } rate)
                {
                    _rates.Add(rate);
                }
            }
        }

        var made = _rates.Count == 0 ? null : TickFrame.Of(_rates);
        if (_shared.Count < Shared)
        {
            _shared.Add((topics.Copy(), made));
        }

        return made;
    }
}
