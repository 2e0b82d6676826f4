namespace FxOrleans.Serving.Health;

/// <summary>What the health checks of a node said. Immutable.</summary>
/// <param name="Reasons">Why it may not be sent requests; empty when it may.</param>
/// <param name="States">What the host consists of, each in one word, in the order of registration.</param>
public sealed record NodeReadiness(IReadOnlyList<string> Reasons, IReadOnlyList<KeyValuePair<string, string>> States)
{
    /// <summary>True when requests may come.</summary>
    public bool IsReady => Reasons.Count == 0;
}
