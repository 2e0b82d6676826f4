namespace FxOrleans.Access;

/// <summary>The part of the service that a request is for, which decides what it needs.</summary>
internal enum AccessArea
{
    /// <summary>Ordinary requests.</summary>
    Read,

    /// <summary>The live page itself and its files: they hold no price, and the page asks for a key where one is needed.</summary>
    Shell,

    /// <summary>What a page loads without being able to name a key: the API's description, coins' pictures.</summary>
    Page,

    /// <summary>SignalR and sockets.</summary>
    Stream,

    /// <summary>The demo's switches.</summary>
    Switches,

    /// <summary>What shows or changes the inside.</summary>
    Admin,

    /// <summary>The two probes.</summary>
    Open,
}
