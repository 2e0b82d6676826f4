namespace FxOrleans.DemoMarket;

/// <summary>How a demo provider is behaving just now. Immutable.</summary>
/// <param name="Mode">What it does.</param>
/// <param name="Factor">For <see cref="MisbehaviourMode.Lie"/>: what prices are multiplied by; else 1.</param>
/// <param name="Delay">For <see cref="MisbehaviourMode.Slow"/>: how late an answer is; else zero.</param>
/// <param name="Since">When it was told.</param>
public sealed record ProviderMood(MisbehaviourMode Mode, double Factor, TimeSpan Delay, DateTimeOffset Since)
{
    /// <summary>True in the modes in which no open stream survives.</summary>
    public bool EndsStreams =>
        Mode is MisbehaviourMode.RateLimit or MisbehaviourMode.Error or MisbehaviourMode.Html or MisbehaviourMode.Nothing;
}
