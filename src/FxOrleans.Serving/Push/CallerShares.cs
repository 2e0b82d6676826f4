namespace FxOrleans.Serving.Push;

/// <summary>Finds the share of each caller that has something open, and forgets it with the last. Bounded by what is open. Thread-safe.</summary>
internal sealed class CallerShares(PushOptions options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, CallerShare> _shares = new(StringComparer.Ordinal);

    /// <summary>Callers that have something open.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _shares.Count;
            }
        }
    }

    /// <summary>Counts a connection or a stream against a caller's share; null when the share is used up.</summary>
    public CallerShare? TryTake(string caller, OutboxKind kind)
    {
        lock (_lock)
        {
            var share = _shares.GetValueOrDefault(caller) ?? new CallerShare(caller, options);
            if (!share.TryTake(kind))
            {
                return null;
            }

            _shares[caller] = share;
            return share;
        }
    }

    /// <summary>Gives one back.</summary>
    public void Give(CallerShare share, OutboxKind kind)
    {
        lock (_lock)
        {
            share.Give(kind);
            if (share.Open == 0)
            {
                _shares.Remove(share.Name);
            }
        }
    }
}
