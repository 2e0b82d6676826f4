namespace FxOrleans.Pricing;

/// <summary>
/// The last price that was decided without a dispute, as a witness of where the next one should lie. How much it is worth depends
/// on what it rested on: a source that nobody confirmed must not testify for itself.
/// </summary>
internal struct ReferencePrice
{
    public double Value;

    /// <summary>When its newest quote held, on the monotonic clock.</summary>
    public TimeSpan At;

    /// <summary>Since when it has stood without a jump, on the monotonic clock.</summary>
    public TimeSpan Since;

    /// <summary>Made of simulated quotes, so that it says nothing of real ones.</summary>
    public bool Simulated;

    /// <summary>Two independent sources made it, or one that another kind of source confirmed; or they did just before.</summary>
    public bool Corroborated;

    /// <summary>When they last did, on the monotonic clock.</summary>
    public TimeSpan CorroboratedAt;

    public readonly bool Exists => Value > 0;

    /// <summary>
    /// Its voice among witnesses, of which an independent source has 1: one and a half when it was corroborated; half when
    /// one source alone has held it for <paramref name="holdFor"/>; a quarter, too little to tell anybody right, otherwise.
    /// </summary>
    public readonly double Voice(TimeSpan now, TimeSpan holdFor) =>
        !Exists ? 0
        : Corroborated ? 1.5
        : now - Since >= holdFor ? 0.5
        : 0.25;

    /// <summary>Carries all of it.</summary>
    public void Carry(ref StateTransfer state)
    {
        Value = state.Carry(Value);
        At = state.Carry(At);
        Since = state.Carry(Since);
        Simulated = state.Carry(Simulated);
        Corroborated = state.Carry(Corroborated);
        CorroboratedAt = state.Carry(CorroboratedAt);
    }
}
