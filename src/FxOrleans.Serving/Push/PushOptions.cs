namespace FxOrleans.Serving.Push;

/// <summary>What bounds and paces the push. Section <c>Push</c>.</summary>
public sealed class PushOptions
{
    /// <summary>The pause between two rounds of the flush loop under load, in milliseconds; when idle a tick is sent at once. 1 to 1,000; default 5.</summary>
    public int FlushMilliseconds { get; set; } = 5;

    /// <summary>The pause grows with connections: this many share one <see cref="FlushMilliseconds"/>. 1 or more; default 1,000.</summary>
    public int ConnectionsPerFlush { get; set; } = 1_000;

    /// <summary>Subscriptions of one connection; <c>*</c> counts once. 1 to 10,000; default 128.</summary>
    public int MaxSubscriptions { get; set; } = 128;

    /// <summary>Connections that are served at once, of all kinds. 1 or more; default 20,000.</summary>
    public int MaxConnections { get; set; } = 20_000;

    /// <summary>Streams that are served at once, of all hub connections. 1 or more; default 20,000.</summary>
    public int MaxStreams { get; set; } = 20_000;

    /// <summary>Connections of one caller: of one key, or of one address where no key is asked for. 1 or more; default 2,000.</summary>
    public int MaxConnectionsPerCaller { get; set; } = 2_000;

    /// <summary>Streams of one caller. 1 or more; default 2,000.</summary>
    public int MaxStreamsPerCaller { get; set; } = 2_000;

    /// <summary>Different pairs that one caller may be subscribed to at once. 1 or more; default 2,000.</summary>
    public int MaxPairsPerCaller { get; set; } = 2_000;

    /// <summary>Different topics watched at once by all connections. 1 or more; default 10,000.</summary>
    public int MaxTopics { get; set; } = 10_000;

    /// <summary>A socket that is quiet for so long is sent a ping, so that no proxy takes it for dead. 50 ms to 15 s; default 10 s.</summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A connection that takes nothing for this long is ended. 1 s to 1 hour; default 1 minute.</summary>
    public TimeSpan StuckAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>What is wrong with it, each line naming the key.</summary>
    public IEnumerable<string> Faults()
    {
        if (FlushMilliseconds is < 1 or > 1000)
        {
            yield return $"Push:FlushMilliseconds is {FlushMilliseconds}; it must be from 1 to 1000.";
        }

        if (ConnectionsPerFlush < 1)
        {
            yield return $"Push:ConnectionsPerFlush is {ConnectionsPerFlush}; it must be 1 or more.";
        }

        if (MaxSubscriptions is < 1 or > 10_000)
        {
            yield return $"Push:MaxSubscriptions is {MaxSubscriptions}; it must be from 1 to 10000.";
        }

        if (MaxConnections < 1)
        {
            yield return $"Push:MaxConnections is {MaxConnections}; it must be 1 or more.";
        }

        foreach (var (key, value) in new[]
        {
            (nameof(MaxStreams), MaxStreams), (nameof(MaxConnectionsPerCaller), MaxConnectionsPerCaller),
            (nameof(MaxStreamsPerCaller), MaxStreamsPerCaller), (nameof(MaxPairsPerCaller), MaxPairsPerCaller),
        })
        {
            if (value < 1)
            {
                yield return $"Push:{key} is {value}; it must be 1 or more.";
            }
        }

        if (MaxTopics < 1)
        {
            yield return $"Push:MaxTopics is {MaxTopics}; it must be 1 or more.";
        }

        if (KeepAlive < TimeSpan.FromMilliseconds(50) || KeepAlive > TimeSpan.FromSeconds(15))
        {
            yield return $"Push:KeepAlive is {KeepAlive}; it must be from 00:00:00.05 to 00:00:15.";
        }

        if (StuckAfter < TimeSpan.FromSeconds(1) || StuckAfter > TimeSpan.FromHours(1))
        {
            yield return $"Push:StuckAfter is {StuckAfter}; it must be from 00:00:01 to 01:00:00.";
        }
    }
}
