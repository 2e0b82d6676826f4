namespace FxOrleans.DemoMarket.Tests.Trial;

/// <summary>One way to misbehave.</summary>
/// <param name="Mode">What the provider does.</param>
/// <param name="Factor">For a lie.</param>
/// <param name="Delay">For slowness, in seconds.</param>
internal sealed record Way(MisbehaviourMode Mode, double? Factor = null, double? Delay = null)
{
    /// <summary>Every mode that the demo market knows but honesty; lies and delays of several sizes.</summary>
    public static readonly IReadOnlyList<Way> All =
    [
        new(MisbehaviourMode.Lie, 10), new(MisbehaviourMode.Lie, 0.01), new(MisbehaviourMode.Lie, 1000), new(MisbehaviourMode.Lie, 1.5),
        new(MisbehaviourMode.Lie, 0.93), new(MisbehaviourMode.Lie, 1.05), new(MisbehaviourMode.Invert), new(MisbehaviourMode.Freeze), new(MisbehaviourMode.RateLimit),
        new(MisbehaviourMode.Error), new(MisbehaviourMode.Html), new(MisbehaviourMode.Nothing), new(MisbehaviourMode.Empty),
        new(MisbehaviourMode.Slow, Delay: 0.1), new(MisbehaviourMode.Slow, Delay: 5),
    ];

    public bool IsLie => Mode is MisbehaviourMode.Lie or MisbehaviourMode.Invert;

    /// <summary>No answer comes, or none that is one.</summary>
    public bool IsSilence => !IsLie && Mode != MisbehaviourMode.Freeze && Delay is not 0.1;

    /// <summary>What the mistake is called.</summary>
    public string Reason => Mode == MisbehaviourMode.Invert ? "inverted" : Factor is 10 or 0.01 or 1000 ? "scaled" : "outlier";

    public void Set(Misbehaviour misbehaviour, string provider) =>
        misbehaviour.Set(provider, Mode, Factor, Delay is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

    public override string ToString() => $"{Mode}{Factor}{Delay}";
}
