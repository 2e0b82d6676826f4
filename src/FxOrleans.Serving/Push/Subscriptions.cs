using FxOrleans.Pricing;

namespace FxOrleans.Serving.Push;

/// <summary>One connection's subscriptions, and the words in which it asks for them. Not thread-safe: a connection asks one thing at a time.</summary>
public sealed class Subscriptions : IDisposable
{
    /// <summary>Stands for every tracked pair.</summary>
    public const string Everything = "*";

    private readonly RateBoard _board;
    private readonly FanOut _fanOut;
    private readonly Outbox _outbox;
    private readonly SubscriptionQuota _allowance;
    private readonly HashSet<Topic> _topics = [];
    private bool _all;
    private bool _disposed;

    private Subscriptions(RateBoard board, FanOut fanOut, Outbox outbox, SubscriptionQuota allowance)
    {
        _board = board;
        _fanOut = fanOut;
        _outbox = outbox;
        _allowance = allowance;
    }

    /// <summary>Opens a connection's subscriptions, none yet; returns null when the service, or the caller, has as many connections as may be.</summary>
    /// <param name="board">Where prices come from.</param>
    /// <param name="fanOut">What sends them.</param>
    /// <param name="writer">Where they go.</param>
    /// <param name="caller">Whose share the connection counts against; null for nobody's.</param>
    public static Subscriptions? Open(RateBoard board, FanOut fanOut, IOutboxWriter writer, string? caller = null) =>
        Open(board, fanOut, writer, OutboxKind.Connection, caller, new SubscriptionQuota(fanOut.Options.MaxSubscriptions));

    /// <summary>Opens the subscriptions of a part of this process: never refused, and never ended by a failed write.</summary>
    public static Subscriptions Listen(RateBoard board, FanOut fanOut, IOutboxWriter writer) =>
        Open(board, fanOut, writer, OutboxKind.Listener, null, new SubscriptionQuota(fanOut.Options.MaxSubscriptions))!;

    /// <summary>Opens a stream's subscriptions, out of this connection's allowance; returns null when the service, or the caller, has as many streams as may be.</summary>
    public Subscriptions? Another(IOutboxWriter writer) =>
        Open(_board, _fanOut, writer, OutboxKind.Stream, _outbox.Share?.Name, _allowance);

    /// <summary>Subscribes to each that can be; the current price of each follows at once in one message, later what has changed.</summary>
    public SubscriptionResult Add(IReadOnlyList<string?>? pairs)
    {
        var result = new SubscriptionResult();
        var added = new List<Topic>();
        var all = false;
        foreach (var name in pairs ?? [])
        {
            var refused = name == Everything ? AddAll() : Find(name, out var topic) ?? Add(topic!, added);
            if (refused is not null)
            {
                result.Reject(name, refused);
            }
            else
            {
                all |= name == Everything;
                result.Accept(name == Everything ? Everything : $"{added[^1].From}/{added[^1].To}");
            }
        }

        if (all || added.Count > 0)
        {
            _fanOut.Add(_outbox, added, all);
        }

        return result;
    }

    /// <summary>Ends each; one that was not there is accepted too, since it is as asked.</summary>
    public SubscriptionResult Remove(IReadOnlyList<string?>? pairs)
    {
        var result = new SubscriptionResult();
        var removed = new List<Topic>();
        var all = false;
        foreach (var name in pairs ?? [])
        {
            if (name == Everything)
            {
                all = true;
                result.Accept(Everything);
            }
            else if (CurrencyPair.TryParse(name, out var pair))
            {
                var topic = _topics.FirstOrDefault(topic => topic.From == pair.Base && topic.To == pair.Quote);
                if (topic is not null && _topics.Remove(topic))
                {
                    removed.Add(topic);
                }

                result.Accept(pair.ToString());
            }
            else
            {
                result.Reject(name, ProblemCodes.InvalidCurrency);
            }
        }

        Remove(removed, all);
        return result;
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            Remove([.. _topics], true);
            _fanOut.Close(_outbox);
        }
    }

    /// <summary>What it is subscribed to, the tracked pairs behind <c>*</c> too.</summary>
    internal IEnumerable<Topic> Topics => _all ? _topics.Union(_fanOut.Tracked) : _topics;

    private static Subscriptions? Open(RateBoard board, FanOut fanOut, IOutboxWriter writer, OutboxKind kind, string? caller, SubscriptionQuota allowance) =>
        fanOut.Open(writer, kind, caller) is { } outbox ? new Subscriptions(board, fanOut, outbox, allowance) : null;

    private void Remove(List<Topic> topics, bool all)
    {
        if (all || topics.Count > 0)
        {
            _fanOut.Remove(_outbox, topics, all);
        }

        foreach (var topic in topics)
        {
            _outbox.Share?.Unwatch(topic);
        }

        _allowance.Give(topics.Count + (all && _all ? 1 : 0));
        _all &= !all;
    }

    private string? AddAll()
    {
        if (!_all && !_allowance.TryTake())
        {
            return ProblemCodes.TooManySubscriptions;
        }

        _all = true;
        return null;
    }

    private string? Find(string? name, out Topic? topic)
    {
        topic = null;
        if (!CurrencyPair.TryParse(name, out var pair))
        {
            return ProblemCodes.InvalidCurrency;
        }

        topic = _fanOut.Tracked.FirstOrDefault(topic => topic.From == pair.Base && topic.To == pair.Quote);
        if (topic is null && _board.Read(pair.Base, pair.Quote) is not null)
        {
            topic = _board.TopicOf(pair.Base, pair.Quote);
        }

        return topic is not null ? null : _board.IsFilled ? ProblemCodes.NoPrice : ProblemCodes.NotReady;
    }

    // A pair that is subscribed already is added again, which only sends its price again.
    private string? Add(Topic topic, List<Topic> added)
    {
        if (_topics.Contains(topic) || TryWatch(topic))
        {
            _topics.Add(topic);
            added.Add(topic);
            return null;
        }

        return ProblemCodes.TooManySubscriptions;
    }

    private bool TryWatch(Topic topic)
    {
        if (!_allowance.TryTake())
        {
            _board.Forget(topic);
            return false;
        }

        if (_outbox.Share?.TryWatch(topic) == false)
        {
            _board.Forget(topic);
            _allowance.Give(1);
            return false;
        }

        if (_fanOut.TryWatch(topic))
        {
            return true;
        }

        _outbox.Share?.Unwatch(topic);
        _allowance.Give(1);
        return false;
    }
}
