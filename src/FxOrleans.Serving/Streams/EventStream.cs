using FxOrleans.Serving.Hub;
using FxOrleans.Serving.Push;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.Serving.Streams;

/// <summary>
/// One client of <c>/rates/stream</c>: takes the frames of its outbox and writes them as events. One task writes, so that a comment
/// never falls into an event. Not thread-safe.
/// </summary>
/// <param name="response">Where they go.</param>
/// <param name="frames">Where they come from.</param>
/// <param name="board">Finds the pair of a price.</param>
/// <param name="recent">What came while the client was away.</param>
/// <param name="keepAlive">A comment is sent after so long without an event.</param>
/// <param name="time">The clock.</param>
internal sealed class EventStream(HttpResponse response, StreamOutboxWriter frames, RateBoard board, RecentTicks recent, TimeSpan keepAlive, TimeProvider time)
{
    private readonly EventWriter _events = new(response.BodyWriter);
    private bool _begun;

    /// <summary>Writes until the client or the host ends it.</summary>
    /// <param name="since">From when on prices are to be sent again; null for a client that begins.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task RunAsync(DateTimeOffset? since, CancellationToken cancel)
    {
        var next = frames.WaitAsync(cancel).AsTask();
        while (true)
        {
            try
            {
                if (!await next.WaitAsync(keepAlive, time, cancel).ConfigureAwait(false))
                {
                    return;
                }
            }
            catch (TimeoutException)
            {
                if (_begun)
                {
                    _events.KeepAlive(time.GetUtcNow());
                }
                else
                {
                    await response.WriteAsync(": no price yet\n\n", cancel).ConfigureAwait(false);
                }

                await response.BodyWriter.FlushAsync(cancel).ConfigureAwait(false);
                continue;
            }

            while (frames.TryRead(out var frame))
            {
                Write(frame!, since);
                await response.BodyWriter.FlushAsync(cancel).ConfigureAwait(false);
                frames.Taken();
            }

            next = frames.WaitAsync(cancel).AsTask();
        }
    }

    private void Write(TickFrame frame, DateTimeOffset? since)
    {
        if (!_begun)
        {
            _begun = true;
            Begin(frame, since);
            return;
        }

        foreach (var rate in frame.Rates)
        {
            _events.Tick(TopicOf(rate), rate, frame.MadeAt);
        }
    }

    // The first frame holds the latest price of each pair. Those whose past is known go on where the client was; the others begin anew.
    private void Begin(TickFrame frame, DateTimeOffset? since)
    {
        var missed = new List<RecentTick>();
        var snapshot = new List<(Topic, EncodedRate)>();
        var latest = new List<RecentTick>();
        foreach (var rate in frame.Rates)
        {
            var before = missed.Count;
            if (since is { } from && recent.TryAddSince(TopicOf(rate), from, missed))
            {
                if (missed[^1].Rate != rate && missed.FindIndex(before, tick => tick.Rate == rate) < 0)
                {
                    latest.Add(new RecentTick(rate, frame.MadeAt));
                }
            }
            else
            {
                snapshot.Add((TopicOf(rate), rate));
            }
        }

        if (snapshot.Count > 0)
        {
            _events.Snapshot(snapshot, since ?? frame.MadeAt);
        }

        // Until all of it has come, the place is where the client was: who is cut off in the middle gets it again.
        var ordered = missed.OrderBy(tick => tick.At).Concat(latest).ToList();
        for (var i = 0; i < ordered.Count; i++)
        {
            _events.Tick(TopicOf(ordered[i].Rate), ordered[i].Rate, i == ordered.Count - 1 ? frame.MadeAt : Later(ordered[i].At, since!.Value));
        }
    }

    private static DateTimeOffset Later(DateTimeOffset at, DateTimeOffset since) => at > since ? at : since;

    private Topic TopicOf(EncodedRate rate) => board.TopicOf(rate.Rate.From, rate.Rate.To);
}
