using System.Numerics;
using FxOrleans.Pricing;
using FxOrleans.Serving.Telemetry;

namespace FxOrleans.Serving.Push;

/// <summary>
/// Makes the frames of one round. Connections with the same topics share a frame, because only a few sets of topics occur. Not thread-safe.
/// </summary>
internal sealed class RoundFrames(RateBoard board, WatchedTopics watched, FrameLatency? latency, RecentPrices recent)
{
    private const int Shared = 16;

    private readonly List<(TopicSet Topics, bool IsLast, TickFrame? Frame)> _shared = [];
    private readonly List<EncodedRate> _rates = [];
    private TopicSet _unmeasured;
    private StreamPlace? _place;

    /// <summary>A new round: the prices of those topics have changed.</summary>
    public void Begin(in TopicSet changed)
    {
        _shared.Clear();
        _place = recent.Newest();
        _unmeasured = latency?.IsOn == true ? changed.Copy() : default;
    }

    /// <summary>The latest prices of those topics; null when none of them has one.</summary>
    /// <param name="topics">The topics.</param>
    /// <param name="isLast">Whether the connection then has all of this round, so that the frame gets the round's place.</param>
    public TickFrame? Of(in TopicSet topics, bool isLast)
    {
        foreach (var (known, last, frame) in _shared)
        {
            if (last == isLast && known.SameAs(topics))
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
                var ordinal = (word << 6) + BitOperations.TrailingZeroCount(bits);
                if (watched[ordinal] is { } topic && board.Read(topic, now) is { } rate)
                {
                    _rates.Add(rate);
                    Measure(ordinal, rate, now);
                }
            }
        }

        var made = _rates.Count == 0 ? null : TickFrame.Of(_rates, isLast ? _place : null);
        if (_shared.Count < Shared)
        {
            _shared.Add((topics.Copy(), isLast, made));
        }

        return made;
    }

    // Each change is counted once, for the connection that gets it first.
    private void Measure(int ordinal, EncodedRate rate, ClockReading now)
    {
        if (_unmeasured.Contains(ordinal))
        {
            _unmeasured.Remove(ordinal);
            latency!.Note(rate, now);
        }
    }
}
