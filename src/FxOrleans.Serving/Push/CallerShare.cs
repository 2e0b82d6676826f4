namespace FxOrleans.Serving.Push;

/// <summary>
/// Counts a caller's connections and streams, and the different pairs that they watch. <see cref="PushOptions"/> bounds them, so that one
/// caller cannot take all of what the service has. Thread-safe.
/// </summary>
internal sealed class CallerShare(string name, PushOptions options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Topic, int> _pairs = [];
    private int _connections;
    private int _streams;

    /// <summary>Whose it is.</summary>
    public string Name => name;

    /// <summary>Connections and streams that are open under it; <see cref="CallerShares"/> keeps it as long as there are some.</summary>
    public int Open
    {
        get
        {
            lock (_lock)
            {
                return _connections + _streams;
            }
        }
    }

    /// <summary>Counts a connection or a stream; false when the caller has as many as it may.</summary>
    public bool TryTake(OutboxKind kind)
    {
        lock (_lock)
        {
            ref var count = ref (kind == OutboxKind.Stream ? ref _streams : ref _connections);
            if (count >= (kind == OutboxKind.Stream ? options.MaxStreamsPerCaller : options.MaxConnectionsPerCaller))
            {
                return false;
            }

            count++;
            return true;
        }
    }

    /// <summary>Counts one less.</summary>
    public void Give(OutboxKind kind)
    {
        lock (_lock)
        {
            ref var count = ref (kind == OutboxKind.Stream ? ref _streams : ref _connections);
            count--;
        }
    }

    /// <summary>Counts one more subscription to a pair; false when the caller watches as many different pairs as it may.</summary>
    public bool TryWatch(Topic topic)
    {
        lock (_lock)
        {
            var watchers = _pairs.GetValueOrDefault(topic);
            if (watchers == 0 && _pairs.Count >= options.MaxPairsPerCaller)
            {
                return false;
            }

            _pairs[topic] = watchers + 1;
            return true;
        }
    }

    /// <summary>Counts one subscription less.</summary>
    public void Unwatch(Topic topic)
    {
        lock (_lock)
        {
            if (_pairs[topic] == 1)
            {
                _pairs.Remove(topic);
            }
            else
            {
                _pairs[topic]--;
            }
        }
    }
}
