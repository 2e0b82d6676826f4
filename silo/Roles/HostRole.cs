namespace FxOrleans.Silo.Roles;

/// <summary>What this host is there for.</summary>
internal enum HostRole
{
    /// <summary>Everything in one process, or one silo of a cluster.</summary>
    All,

    /// <summary>Asks providers, decides and writes to Redis; of HTTP only health and <c>/providers</c>.</summary>
    Ingest,

    /// <summary>Serves what Redis holds: no providers, no silo.</summary>
    Serve,

    /// <summary>Fetches once, writes <c>rates</c>, ends; or again and again where <c>Refresh:Every</c> says so.</summary>
    Refresh,

    /// <summary>A One-Frame for stacks without the real one: the demo market under One-Frame's own paths, and nothing else.</summary>
    OneFrame,
}
