namespace FxOrleans.PricePlatform;

/// <summary>
/// The states of a socket, and which may follow which: created, connected, subscribing, active; back to connected when nothing is
/// watched any more; disconnected at any time and for ever. Thread-safe.
/// </summary>
public sealed class ConnectionLife
{
    private readonly Lock _gate = new();
    private ConnectionState _state;

    public ConnectionState State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    /// <summary>Goes on to that state; false, and nothing changes, where it may not follow.</summary>
    public bool TryMove(ConnectionState next)
    {
        lock (_gate)
        {
            var may = (_state, next) switch
            {
                (ConnectionState.Disconnected, _) => false,
                (_, ConnectionState.Disconnected) => true,
                (ConnectionState.Created, ConnectionState.Connected) => true,
                (ConnectionState.Connected, ConnectionState.Subscribing) => true,
                (ConnectionState.Subscribing, ConnectionState.Active) => true,
                (ConnectionState.Subscribing or ConnectionState.Active, ConnectionState.Connected) => true,
                _ => false,
            };
            _state = may ? next : _state;
            return may;
        }
    }
}
