namespace FxOrleans.Serving;

/// <summary>What bounds a <see cref="RateBoard"/>. Immutable.</summary>
public sealed record BoardOptions
{
    /// <summary>The age beyond which this node calls a live price stale; <c>Pricing:MaxAge</c>. Default 10 s.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Markets kept; prices of further ones are refused and counted. Default 5,000.</summary>
    public int MaxMarkets { get; init; } = 5_000;

    /// <summary>Crosses and inverses kept encoded; further ones are computed at each read. Default 10,000.</summary>
    public int MaxTopics { get; init; } = 10_000;
}
