namespace FxOrleans.Serving.Push;

/// <summary>
/// The topics that connections watch, each with an ordinal. The ordinal is used again when no connection watches the topic any more. Thread-safe.
/// </summary>
internal sealed class WatchedTopics(RateBoard board, int most)
{
    private readonly Lock _lock = new();
    private readonly Stack<int> _free = new();
    private Topic?[] _topics = new Topic?[64];
    private int _next;

    public int Count { get; private set; }

    /// <summary>Returns the topic with that ordinal, or null when no connection watches it any more.</summary>
    public Topic? this[int ordinal]
    {
        get
        {
            var topics = Volatile.Read(ref _topics);
            return ordinal < topics.Length ? Volatile.Read(ref topics[ordinal]) : null;
        }
    }

    /// <summary>Counts one more watcher; false when too many topics are watched.</summary>
    public bool TryWatch(Topic topic, out int ordinal)
    {
        lock (_lock)
        {
            if (topic.Watchers == 0)
            {
                if (Count >= most)
                {
                    ordinal = -1;
                    return false;
                }

                topic.Ordinal = _free.TryPop(out var free) ? free : _next++;
                if (topic.Ordinal >= _topics.Length)
                {
                    var larger = new Topic?[_topics.Length * 2];
                    _topics.CopyTo(larger, 0);
                    Volatile.Write(ref _topics, larger);
                }

                Volatile.Write(ref _topics[topic.Ordinal], topic);
                Count++;
                topic.Watchers = 1;
                board.Link(topic);
            }
            else
            {
                topic.Watchers++;
            }

            ordinal = topic.Ordinal;
            return true;
        }
    }

    /// <summary>Counts one watcher less.</summary>
    public void Unwatch(Topic topic)
    {
        lock (_lock)
        {
            if (--topic.Watchers == 0)
            {
                board.Unlink(topic);
                Volatile.Write(ref _topics[topic.Ordinal], null);
                _free.Push(topic.Ordinal);
                topic.Ordinal = -1;
                Count--;
                board.Forget(topic);
            }
        }
    }

    /// <summary>All of them, as they are now.</summary>
    public IEnumerable<Topic> All() => Volatile.Read(ref _topics).OfType<Topic>();
}
