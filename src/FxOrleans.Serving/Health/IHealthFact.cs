namespace FxOrleans.Serving.Health;

/// <summary>Something that <c>/health/ready</c> tells of: Redis, the cluster, the database. Read by each request: thread-safe, and without asking anybody.</summary>
public interface IHealthFact
{
    /// <summary>Its name in the body, such as <c>redis</c>.</summary>
    string Name { get; }

    /// <summary>One word, such as <c>ok</c> or <c>away</c>; null for nothing to tell, and then it is left out.</summary>
    string? State { get; }

    /// <summary>Why the node must not be sent requests because of it; null when it may.</summary>
    string? NotReadyBecause { get; }
}
