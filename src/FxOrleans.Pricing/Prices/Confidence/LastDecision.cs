namespace FxOrleans.Pricing;

/// <summary>A market's last decision, from which the next moment learns.</summary>
/// <param name="Decision">What it came to.</param>
/// <param name="At">When, on the monotonic clock.</param>
/// <param name="Pending">Nothing has been learned from it yet.</param>
/// <param name="Undisputed">A price was decided, and nobody contradicted it.</param>
internal readonly record struct LastDecision(Decision Decision, TimeSpan At, bool Pending, bool Undisputed)
{
    /// <summary>Whether it differs from <paramref name="other"/> only in what follows from the mere passing of time.</summary>
    public bool IsSameLaterAs(in LastDecision other) =>
        Undisputed == other.Undisputed
        && Decision with { Confidence = default, ConsensusDiagnostics = Decision.ConsensusDiagnostics with { Uncertainty = default } }
            == other.Decision with { Confidence = default, ConsensusDiagnostics = other.Decision.ConsensusDiagnostics with { Uncertainty = default } };

    /// <summary>Carries all of it.</summary>
    public static LastDecision Carry(ref StateTransfer state, in LastDecision last) =>
        new(state.Carry(last.Decision), state.Carry(last.At), state.Carry(last.Pending), state.Carry(last.Undisputed));
}
