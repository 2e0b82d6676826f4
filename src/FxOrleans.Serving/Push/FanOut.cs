using System.Collections.Concurrent;
using FxOrleans.Pricing;
using FxOrleans.Serving.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace FxOrleans.Serving.Push;

/// <summary>
/// Brings prices from the board to every connection: notes which watched topics have changed, and has a <see cref="FlushLoop"/> send them.
/// An idle service sends at once; under load it sends once a round, with the latest price of each topic. Thread-safe.
/// </summary>
public sealed class FanOut : IDisposable
{
    private readonly RateBoard _board;
    private readonly WatchedTopics _watched;
    private readonly ConcurrentQueue<Topic> _dirty = new();
    private readonly FlushLoop _loop;
    private readonly Topic[] _tracked;
    private readonly CallerShares _shares;
    private int _connections;
    private int _streams;
    private long _refused;

    /// <param name="board">Where prices come from.</param>
    /// <param name="tracked">What <c>*</c> stands for.</param>
    /// <param name="options">Bounds and pace.</param>
    /// <param name="latency">What measures how fast frames go out; null for nothing.</param>
    /// <param name="log">Where failures of listeners and of rounds are told; null for nowhere.</param>
    public FanOut(
        RateBoard board, IReadOnlyCollection<CurrencyPair> tracked, PushOptions options, FrameLatency? latency = null, ILogger<FanOut>? log = null)
    {
        _board = board;
        Options = options;
        _shares = new CallerShares(options);
        _watched = new WatchedTopics(board, options.MaxTopics + tracked.Count);
        _tracked = [.. tracked.Select(pair => board.TopicOf(pair.Base, pair.Quote)).Distinct()];
        Recent = new RecentPrices(options.RecentMegabytes);
        _loop = new FlushLoop(board, _watched, _dirty, [.. _tracked.Select(Watch)], options, latency, Recent, log ?? NullLogger<FanOut>.Instance);
        board.Book.Advanced += OnAdvanced;
        board.Book.Grown += OnGrown;
        board.Book.Settled += _loop.Wake;
        _loop.Start();
    }

    public PushOptions Options { get; }

    /// <summary>What <c>*</c> stands for.</summary>
    public IReadOnlyList<Topic> Tracked => _tracked;

    /// <summary>The last prices of all markets, for streams that come back.</summary>
    internal RecentPrices Recent { get; }

    public FanOutStatistics Statistics => _loop.Statistics with
    {
        Connections = Volatile.Read(ref _connections),
        Streams = Volatile.Read(ref _streams),
        Callers = _shares.Count,
        Topics = _watched.Count,
        Recent = Recent.Count,
        Refused = Interlocked.Read(ref _refused),
    };

    /// <summary>Opens an outbox; returns null when there are as many of its kind as may be, or its caller has as many as it may.</summary>
    /// <param name="writer">Where its messages go.</param>
    /// <param name="kind">What it counts as.</param>
    /// <param name="caller">Whose share it counts against; null for nobody's.</param>
    internal Outbox? Open(IOutboxWriter writer, OutboxKind kind, string? caller)
    {
        if (!TryCount(kind))
        {
            Interlocked.Increment(ref _refused);
            return null;
        }

        CallerShare? share = null;
        if (caller is not null && (share = _shares.TryTake(caller, kind)) is null)
        {
            Uncount(kind);
            Interlocked.Increment(ref _refused);
            return null;
        }

        var outbox = new Outbox(writer, kind, share);
        _loop.Do(new OutboxCommand(OutboxAction.Open, outbox, []));
        return outbox;
    }

    /// <summary>Ends an outbox; its owner has removed its topics before.</summary>
    internal void Close(Outbox outbox)
    {
        Uncount(outbox.Kind);
        if (outbox.Share is { } share)
        {
            _shares.Give(share, outbox.Kind);
        }

        _loop.Do(new OutboxCommand(OutboxAction.Close, outbox, []));
    }

    private bool TryCount(OutboxKind kind)
    {
        switch (kind)
        {
            case OutboxKind.Connection when Interlocked.Increment(ref _connections) > Options.MaxConnections:
            case OutboxKind.Stream when Interlocked.Increment(ref _streams) > Options.MaxStreams:
                Uncount(kind);
                return false;
            default:
                return true;
        }
    }

    private void Uncount(OutboxKind kind)
    {
        switch (kind)
        {
            case OutboxKind.Connection:
                Interlocked.Decrement(ref _connections);
                break;
            case OutboxKind.Stream:
                Interlocked.Decrement(ref _streams);
                break;
            default:
                break;
        }
    }

    /// <summary>Makes room for a topic that is about to be added. False when too many are watched.</summary>
    internal bool TryWatch(Topic topic)
    {
        if (_watched.TryWatch(topic, out _))
        {
            return true;
        }

        _board.Forget(topic);
        return false;
    }

    /// <summary>Sends the current prices of those topics now, in one message, and what changes from then on. Each is watched already.</summary>
    internal void Add(Outbox outbox, IReadOnlyList<Topic> topics, bool all) => _loop.Do(new OutboxCommand(OutboxAction.Add, outbox, topics, all));

    /// <summary>Ends that; the topics are then no longer watched for this outbox.</summary>
    internal void Remove(Outbox outbox, IReadOnlyList<Topic> topics, bool all) => _loop.Do(new OutboxCommand(OutboxAction.Remove, outbox, topics, all));

    /// <summary>Finds the watched topics whose bytes no longer tell the truth, such as a status that has ended.</summary>
    public void MarkStale(ClockReading now)
    {
        var found = false;
        foreach (var topic in _watched.All())
        {
            if (topic.Latest is { } latest && _board.Read(topic, now) != latest)
            {
                Mark(topic);
                found = true;
            }
        }

        if (found)
        {
            _loop.Wake();
        }
    }

    public void Dispose()
    {
        _board.Book.Advanced -= OnAdvanced;
        _board.Book.Grown -= OnGrown;
        _board.Book.Settled -= _loop.Wake;
        _loop.Dispose();
        Recent.Dispose();
    }

    private int Watch(Topic topic) =>
        _watched.TryWatch(topic, out var ordinal) ? ordinal : throw new InvalidOperationException("More tracked pairs than topics.");

    private void OnAdvanced(Market market)
    {
        Recent.Note(market, _board.Now); // Before the marks: the frame that sends a price has the place of that price, or a later one.
        foreach (var topic in _board.DependentsOf(market))
        {
            Mark(topic);
        }
    }

    // A new market may be the missing leg of topics that are watched without a price.
    private void OnGrown()
    {
        foreach (var topic in _watched.All())
        {
            if (topic.Path.Length == 0 && _board.Read(topic, _board.Now) is not null)
            {
                Mark(topic);
            }
        }
    }

    private void Mark(Topic topic)
    {
        if (Interlocked.Exchange(ref topic.Dirty, 1) == 0)
        {
            _dirty.Enqueue(topic);
        }
    }
}
