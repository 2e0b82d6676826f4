using System.ComponentModel.DataAnnotations;

namespace FxOrleans.Serving.Push;

/// <summary>What bounds and paces the push. Section <c>Push</c>.</summary>
public sealed class PushOptions
{
    /// <summary>The pause between two rounds of the flush loop under load, in milliseconds; when idle a tick is sent at once. 1 to 1,000; default 5.</summary>
    [Range(1, 1000)]
    public int FlushMilliseconds { get; set; } = 5;

    /// <summary>The pause grows with connections: this many share one <see cref="FlushMilliseconds"/>. 1 or more; default 1,000.</summary>
    [Range(1, int.MaxValue)]
    public int ConnectionsPerFlush { get; set; } = 1_000;

    /// <summary>Subscriptions of one connection; <c>*</c> counts once. 1 to 10,000; default 128.</summary>
    [Range(1, 10_000)]
    public int MaxSubscriptions { get; set; } = 128;

    /// <summary>Connections that are served at once, of all kinds. 1 or more; default 20,000.</summary>
    [Range(1, int.MaxValue)]
    public int MaxConnections { get; set; } = 20_000;

    /// <summary>Streams that are served at once, of all hub connections. 1 or more; default 20,000.</summary>
    [Range(1, int.MaxValue)]
    public int MaxStreams { get; set; } = 20_000;

    /// <summary>Connections of one caller: of one key, or of one address where no key is asked for. 1 or more; default 2,000.</summary>
    [Range(1, int.MaxValue)]
    public int MaxConnectionsPerCaller { get; set; } = 2_000;

    /// <summary>Streams of one caller. 1 or more; default 2,000.</summary>
    [Range(1, int.MaxValue)]
    public int MaxStreamsPerCaller { get; set; } = 2_000;

    /// <summary>Different pairs that one caller may be subscribed to at once. 1 or more; default 2,000.</summary>
    [Range(1, int.MaxValue)]
    public int MaxPairsPerCaller { get; set; } = 2_000;

    /// <summary>Different topics watched at once by all connections. 1 or more; default 10,000.</summary>
    [Range(1, int.MaxValue)]
    public int MaxTopics { get; set; } = 10_000;

    /// <summary>The ring of recent prices, of the whole node, for streams that come back; 0 keeps none. Megabytes, 0 to 1,024; default 16.</summary>
    [Range(0, 1024)]
    public int RecentMegabytes { get; set; } = 16;

    /// <summary>A socket that is quiet for so long is sent a ping, so that no proxy takes it for dead. 50 ms to 15 s; default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:00:15")]
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A connection that takes nothing for this long is ended. 1 s to 1 hour; default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan StuckAfter { get; set; } = TimeSpan.FromMinutes(1);
}
