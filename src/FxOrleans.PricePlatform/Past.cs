namespace FxOrleans.PricePlatform;

/// <summary>A pair's past, put together of what the service recorded and what a provider tells of the time before. Immutable.</summary>
/// <typeparam name="T">Points or bars.</typeparam>
internal sealed record Past<T>
{
    /// <summary>Oldest first.</summary>
    public IReadOnlyList<T> Rows { get; init; } = [];

    /// <summary>True when the rows are made up: all are, or none is.</summary>
    public bool Simulated { get; init; }

    /// <summary>The provider of the rows before <see cref="RecordedFrom"/>; null when there are none.</summary>
    public string? Provider { get; init; }

    /// <summary>From when on the rows are the service's own; null when none is.</summary>
    public DateTimeOffset? RecordedFrom { get; init; }

    /// <summary>True when the provider's rows are made of one published rate a day.</summary>
    public bool Fixings { get; init; }

    /// <summary>False when a provider that might have known more failed.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary><c>recorded</c>, <c>provider</c> or <c>both</c>; null without a row.</summary>
    public string? Source => (Provider, RecordedFrom) switch
    {
        (null, null) => null,
        (null, _) => "recorded",
        (_, null) => "provider",
        _ => "both",
    };
}
