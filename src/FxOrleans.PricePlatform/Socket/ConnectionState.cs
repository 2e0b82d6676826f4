namespace FxOrleans.PricePlatform;

/// <summary>Where a socket of the price platform stands. Default: <see cref="Created"/>.</summary>
public enum ConnectionState : byte
{
    /// <summary>Accepted; nothing has been said.</summary>
    Created,

    /// <summary>Welcomed; it watches nothing.</summary>
    Connected,

    /// <summary>It watches something, and the first update is under way.</summary>
    Subscribing,

    /// <summary>It watches something and has had an update.</summary>
    Active,

    /// <summary>Over, for ever.</summary>
    Disconnected,
}
