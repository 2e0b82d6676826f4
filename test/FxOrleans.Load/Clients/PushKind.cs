namespace FxOrleans.Load.Clients;

/// <summary>How a client of the push asks for its prices.</summary>
internal enum PushKind
{
    /// <summary>A hub that sends to everybody unasked.</summary>
    PlainHub,

    /// <summary>Our hub, subscribed to everything.</summary>
    Hub,

    /// <summary>Our WebSocket, arrays of everything.</summary>
    Socket,

    /// <summary>Our WebSocket, everything, one object a frame.</summary>
    Objects,

    /// <summary>Our WebSocket, the first pair alone.</summary>
    OnePair,
}
