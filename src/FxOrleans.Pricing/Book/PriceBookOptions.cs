namespace FxOrleans.Pricing;

/// <summary>What bounds a <see cref="PriceBook"/>. Immutable.</summary>
public sealed record PriceBookOptions
{
    /// <summary>The age beyond which this process calls a live price stale; <c>Pricing:MaxAge</c>. Default 10 s.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Markets kept; prices of further ones are refused and counted. Default 5,000.</summary>
    public int MaxMarkets { get; init; } = 5_000;
}
