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
    private readonly HashSet<Topic> _topics = [];
    private bool _all;
    private bool _disposed;

    private Subscriptions(RateBoard board, FanOut fanOut, Outbox outbox)
    {
        _board = board;
        _fanOut = fanOut;
        _outbox = outbox;
    }

    private int Count => _topics.Count + (_all ? 1 : 0);

    /// <summary>A connection's subscriptions, none yet; null when the service has as many connections as it takes.</summary>
    public static Subscriptions? Open(RateBoard board, FanOut fanOut, IOutboxWriter writer) =>
        fanOut.Open(writer) is { } outbox ? new Subscriptions(board, fanOut, outbox) : null;

    /// <summary>Subscribes to each that can be; the current price of each follows at once, later what has changed.</summary>
    public SubscriptionResult Add(IReadOnlyList<string?>? pairs)
    {
        var result = new SubscriptionResult();
        foreach (var name in pairs ?? [])
        {
            if (name == Everything)
            {
                AddAll(result);
            }
            else if (!CurrencyPair.TryParse(name, out var pair))
            {
                result.Reject(name, ProblemCodes.InvalidCurrency);
            }
            else
            {
                Add(pair, name!, result);
            }
        }

        return result;
    }

    /// <summary>Ends each; one that was not there is accepted too, since it is as asked.</summary>
    public SubscriptionResult Remove(IReadOnlyList<string?>? pairs)
    {
        var result = new SubscriptionResult();
        foreach (var name in pairs ?? [])
        {
            if (name == Everything)
            {
                _all = false;
                _fanOut.RemoveAll(_outbox);
                result.Accept(Everything);
            }
            else if (CurrencyPair.TryParse(name, out var pair))
            {
                var topic = _topics.FirstOrDefault(topic => topic.From == pair.Base && topic.To == pair.Quote);
                if (topic is not null)
                {
                    _topics.Remove(topic);
                    _fanOut.Remove(_outbox, topic);
                }

                result.Accept(pair.ToString());
            }
            else
            {
                result.Reject(name, ProblemCodes.InvalidCurrency);
            }
        }

        return result;
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        foreach (var topic in _topics)
        {
            _fanOut.Remove(_outbox, topic);
        }

        _topics.Clear();
        _fanOut.Close(_outbox);
    }

    private void AddAll(SubscriptionResult result)
    {
        if (!_all && Count >= _fanOut.Options.MaxSubscriptions)
        {
            result.Reject(Everything, ProblemCodes.TooManySubscriptions);
            return;
        }

        _all = true;
        _fanOut.AddAll(_outbox);
        result.Accept(Everything);
    }

    private void Add(CurrencyPair pair, string name, SubscriptionResult result)
    {
        var tracked = _fanOut.Tracked.FirstOrDefault(topic => topic.From == pair.Base && topic.To == pair.Quote);
        if (tracked is null && _board.Read(pair.Base, pair.Quote) is null)
        {
            result.Reject(name, ProblemCodes.NoPrice);
            return;
        }

        var topic = tracked ?? _board.TopicOf(pair.Base, pair.Quote);
        if (_topics.Contains(topic))
        {
            result.Accept(pair.ToString());
            return;
        }

        if (Count >= _fanOut.Options.MaxSubscriptions || !_fanOut.TryAdd(_outbox, topic))
        {
            result.Reject(name, ProblemCodes.TooManySubscriptions);
            return;
        }

        _topics.Add(topic);
        result.Accept(pair.ToString());
    }
}
