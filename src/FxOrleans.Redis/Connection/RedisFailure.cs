namespace FxOrleans.Redis;

/// <summary>What can go wrong with Redis. Its wire code is the name in snake case.</summary>
public enum RedisFailure : byte
{
    /// <summary>No connection, or it broke while an answer was due.</summary>
    Away,

    /// <summary>No answer within <see cref="RedisOptions.Deadline"/>.</summary>
    Slow,

    /// <summary>Out of memory: <c>maxmemory</c> is reached and nothing may be evicted.</summary>
    Full,

    /// <summary>It has forgotten the script, as after a restart.</summary>
    NoScript,

    /// <summary>It is a replica, or was made one.</summary>
    ReadOnly,

    /// <summary>It is still reading its data set from disk.</summary>
    Loading,

    /// <summary>Another script keeps it busy.</summary>
    Busy,

    /// <summary>It cannot save and therefore takes no writes.</summary>
    CannotSave,

    /// <summary>Password or rights are missing.</summary>
    Unauthorized,

    /// <summary>Its TLS certificate is not trusted here, or is another host's.</summary>
    Untrusted,

    /// <summary>A key holds another type than the service keeps there.</summary>
    WrongType,

    /// <summary>Any other error that it answered.</summary>
    Error,

    /// <summary>A message or value that is no price.</summary>
    Malformed,

    /// <summary>A price that cannot be one of now, by <see cref="FxOrleans.Pricing.Plausibility"/>: it is not believed, and overwritten by the next one.</summary>
    Implausible,

    /// <summary>More pairs than <see cref="RedisOptions.MaxPairs"/>; the price was dropped.</summary>
    TooManyPairs,

    /// <summary>Messages came faster than they could be read; some were dropped.</summary>
    Overrun,

    /// <summary>Somebody who was told of an event threw.</summary>
    Listener,
}
