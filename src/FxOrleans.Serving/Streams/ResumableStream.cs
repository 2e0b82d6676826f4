using System.Runtime.CompilerServices;
using FxOrleans.Serving.Hub;
using FxOrleans.Serving.Push;

namespace FxOrleans.Serving.Streams;

/// <summary>
/// Turns the frames of one outbox into messages that say up to where they are complete, and begins with what the client missed where
/// that is known. The next message is made when the last was taken, so a slow reader gets fewer, newer prices. Not thread-safe.
/// </summary>
/// <param name="frames">Where prices come from.</param>
/// <param name="board">Finds the pair of a price.</param>
/// <param name="recent">Says up to where a quiet stream is complete.</param>
/// <param name="keepAlive">A quiet stream says so after so long.</param>
/// <param name="time">The clock.</param>
internal sealed class ResumableStream(StreamOutboxWriter frames, RateBoard board, RecentPrices recent, TimeSpan keepAlive, TimeProvider time)
{
    private const int MissedAtOnce = 32;

    private readonly SentPrices _sent = new();

    /// <summary>The messages, until the stream is ended.</summary>
    /// <param name="missed">What came while the client was away; null for one that begins.</param>
    /// <param name="cancel">Ends it.</param>
    public async IAsyncEnumerable<StreamMessage> ReadAsync(MissedPrices? missed, [EnumeratorCancellation] CancellationToken cancel)
    {
        var begun = false;
        while (true)
        {
            var next = frames.WaitAsync(cancel).AsTask();
            for (var quietSince = recent.Newest(); await IsQuietAsync(next, cancel).ConfigureAwait(false); quietSince = recent.Newest())
            {
                // Whatever was known when the wait began would have come meanwhile.
                yield return new StreamMessage(StreamMessageKind.Quiet, [], begun ? quietSince : null);
            }

            if (!await next.ConfigureAwait(false))
            {
                yield break;
            }

            while (frames.TryRead(out var frame))
            {
                foreach (var message in begun ? [Ticks(frame!)] : Begin(frame!, missed))
                {
                    if (message.Prices.Count > 0)
                    {
                        yield return message;
                    }
                }

                begun = true;
                frames.Taken();
            }
        }
    }

    private async Task<bool> IsQuietAsync(Task<bool> next, CancellationToken cancel)
    {
        try
        {
            await next.WaitAsync(keepAlive, time, cancel).ConfigureAwait(false);
            return false;
        }
        catch (TimeoutException)
        {
            return true;
        }
    }

    private IEnumerable<StreamMessage> Begin(TickFrame frame, MissedPrices? missed)
    {
        if (missed is null)
        {
            yield return Snapshot(frame.Rates, frame.Place);
            yield break;
        }

        // Until all of it has come, the place is where the client was: who is cut off in the middle gets it again.
        yield return Snapshot(missed.Unknown.Select(topic => board.Read(topic, board.Now)).OfType<EncodedRate>(), missed.From);
        foreach (var (topic, rate) in missed.Before)
        {
            _sent.Had(topic, rate);
        }

        var (ready, reached, place) = (new List<StreamPrice>(), missed.From, missed.From);
        foreach (var (topic, rate, at) in missed.Read())
        {
            if (at != place)
            {
                (reached, place) = (place, at); // All of the last place is there.
                if (ready.Count >= MissedAtOnce)
                {
                    yield return new StreamMessage(StreamMessageKind.Ticks, [.. ready], reached);
                    ready.Clear();
                }
            }

            if (_sent.Next(topic, rate) is { } price)
            {
                ready.Add(price);
            }
        }

        yield return new StreamMessage(StreamMessageKind.Ticks, ready, place);

        // When some were overtaken, anew from the board: the frame may be older than what was sent meanwhile.
        yield return missed.IsLost
            ? Snapshot(frame.Rates.Select(rate => board.Read(TopicOf(rate), board.Now) ?? rate), frame.Place)
            : Ticks(frame);
    }

    private StreamMessage Snapshot(IEnumerable<EncodedRate> rates, StreamPlace? place) =>
        new(StreamMessageKind.Snapshot, [.. rates.Select(rate => _sent.Anew(TopicOf(rate), rate))], place);

    private StreamMessage Ticks(TickFrame frame)
    {
        var prices = new List<StreamPrice>(frame.Count);
        foreach (var rate in frame.Rates)
        {
            if (_sent.Next(TopicOf(rate), rate) is { } price)
            {
                prices.Add(price);
            }
        }

        return new StreamMessage(StreamMessageKind.Ticks, prices, frame.Place);
    }

    private Topic TopicOf(EncodedRate rate) => board.TopicOf(rate.Rate.From, rate.Rate.To);
}
