namespace FxOrleans.Pricing;

/// <summary>A provider gave no usable answer. The message holds no secret: no address query, no header, no body.</summary>
public sealed class ProviderException : Exception
{
    public ProviderException(ProviderFailureKind kind, string message, Exception? inner = null)
        : base(message, inner) => Kind = kind;

    /// <summary>Which kind of failure it is, for counting and for what is done about it.</summary>
    public ProviderFailureKind Kind { get; }

    /// <summary>How long the provider asks to be left alone; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
