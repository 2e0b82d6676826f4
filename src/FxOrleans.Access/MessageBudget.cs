namespace FxOrleans.Access;

/// <summary>How many messages one connection may send in a minute, which begins with its first. Not thread-safe: a connection sends one at a time.</summary>
/// <param name="perMinute">The limit.</param>
/// <param name="time">The clock.</param>
public sealed class MessageBudget(int perMinute, TimeProvider time)
{
    /// <summary>A connection that goes on sending this many times its limit is ended.</summary>
    public const int Patience = 4;

    private long _since = time.GetTimestamp();
    private long _count;

    /// <summary>Counts one message; false when it is one too many.</summary>
    public bool TryTake()
    {
        if (time.GetElapsedTime(_since) >= TimeSpan.FromMinutes(1))
        {
            _since = time.GetTimestamp();
            _count = 0;
        }

        _count++;
        return _count <= perMinute;
    }

    /// <summary>Whether the connection goes on and on although it has been told.</summary>
    public bool IsAbused => _count > (long)perMinute * Patience;
}
