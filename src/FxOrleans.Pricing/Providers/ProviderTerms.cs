namespace FxOrleans.Pricing;

/// <summary>On what terms a provider is asked. Immutable.</summary>
public sealed record ProviderTerms
{
    /// <summary>From the end of one answer to the next request.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>True when somebody configured the interval: then no courtesy floor and no upstream hint lengthens it.</summary>
    public bool IntervalIsConfigured { get; init; }

    /// <summary>The longest that one fetch may take, retries included.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>The words that the provider's terms ask to be shown; null for none.</summary>
    public string? Attribution { get; init; }
}
