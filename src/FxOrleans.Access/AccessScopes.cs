namespace FxOrleans.Access;

/// <summary>What a key may do. Each stands for itself: none includes another.</summary>
[Flags]
public enum AccessScopes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Ask: every GET, and the page.</summary>
    Read = 1,

    /// <summary>Open SignalR connections and sockets.</summary>
    Stream = 2,

    /// <summary>The demo's switches, the dashboard, the details of readiness, whatever changes something.</summary>
    Admin = 4,
}
