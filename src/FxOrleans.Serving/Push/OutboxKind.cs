namespace FxOrleans.Serving.Push;

/// <summary>Says what an <see cref="Outbox"/> belongs to, which decides what it counts as and what a failed write means.</summary>
internal enum OutboxKind : byte
{
    /// <summary>A connection: counted against <see cref="PushOptions.MaxConnections"/>, ended by a failed write.</summary>
    Connection,

    /// <summary>A stream of a hub's connection: counted against <see cref="PushOptions.MaxStreams"/>, ended by a failed write.</summary>
    Stream,

    /// <summary>A part of this process: not counted; a failed write is sent again.</summary>
    Listener,
}
