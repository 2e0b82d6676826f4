namespace FxOrleans.Access;

/// <summary>Who may ask for what, how often, and from where. Immutable once built.</summary>
public sealed record AccessOptions
{
    public AuthMode Mode { get; init; }

    /// <summary>The keys; with <see cref="AuthMode.Keys"/> at least one.</summary>
    public IReadOnlyList<KeyOptions> Keys { get; init; } = [];

    public AccessLimits Limits { get; init; } = new();

    /// <summary>Origins, beside the service's own, whose pages may open sockets.</summary>
    public IReadOnlyCollection<string> Origins { get; init; } = [];

    /// <summary>Whether the prices are the demo's: then its switches and the details of readiness are for everybody where no key is asked for.</summary>
    public bool Demo { get; init; }
}
