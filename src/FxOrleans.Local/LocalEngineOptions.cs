namespace FxOrleans.Local;

/// <summary>What bounds and paces a <see cref="LocalEngine"/>. Immutable.</summary>
public sealed record LocalEngineOptions
{
    /// <summary>Markets that are priced; quotes of further ones are rejected as <c>too_many_markets</c>. 1 or more; default 5,000.</summary>
    public int MaxMarkets { get; init; } = 5_000;

    /// <summary>How often markets are decided anew because time has passed, and how often a canary is sent. Above 0; default 500 ms.</summary>
    public TimeSpan Sweep { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long the first quotes wait for the memory; what comes later is not used. Above 0; default 1 s.</summary>
    public TimeSpan Recall { get; init; } = TimeSpan.FromSeconds(1);
}
