namespace FxOrleans.Pricing;

/// <summary>What is remembered of one source: how well it agreed of late, whether it was refused, since when and for what.</summary>
internal struct TrackRecord
{
    /// <summary>Each quote counts a thirty-second: a source that lied is half forgiven after 22 good ones.</summary>
    private const double Memory = 1.0 / 32;

    /// <summary>However often it lied, what it says within the threshold still counts a quarter.</summary>
    private const double WorstQuality = 0.25;

    /// <summary>
    /// Refused in no more than a quarter of its recent quotes, a source keeps its whole weight: a jump makes the first to see it
    /// look wrong, and honest sources that weighed less than liars could be outvoted by fewer.
    /// </summary>
    private const double Forgiven = 0.25;

    /// <summary>A lone source's refused value that moves by more than this has not persisted: 5 %.</summary>
    private const double SameLevel = 0.05;

    /// <summary>It has spoken since the last time that its conduct was noted.</summary>
    public bool Spoke;

    /// <summary>Its last quote was stale while others' were fresh, or newer.</summary>
    public bool IsLeftBehind;

    private bool _refused;
    private TimeSpan _faultySince;
    private double _faults;
    private double _refusedValue;
    private TimeSpan _refusedSince;
    private DateTimeOffset _refusedOn;
    private Verdict _refusedAs;

    /// <summary>Its share of recent quotes that agreed, by which its weight is multiplied; 1 while that is three quarters or more.</summary>
    public readonly double Quality => _faults <= Forgiven ? 1 : Math.Max(WorstQuality, 1 - _faults);

    /// <summary>
    /// Whether its last vote was refused for its value, and had been for longer than live quotes count. Who was refused for less may
    /// only have been the first to see the market jump, before the others spoke again.
    /// </summary>
    public bool OnProbation;

    /// <summary>
    /// Whether it has stood by a refused value for as long as its mistake must be stood by to be believed, and has repeated it of a later
    /// moment, or, where it is a fixing, of a later day: one quote read again is one piece of evidence.
    /// </summary>
    public readonly bool Persists(PricingPolicy policy, ClockReading now, in Quote quote, double value) =>
        _refusedValue > 0 && now.Monotonic - _refusedSince >= (_refusedAs.IsNamed() ? policy.HoldFaultFor : policy.HoldFor)
        && IsSameLevel(value)
        && (quote.Source.Kind == SourceKind.Fixing ? quote.Timestamp.UtcDateTime.Date > _refusedOn.UtcDateTime.Date : quote.Timestamp > _refusedOn);

    /// <summary>Notes what was made of its value, which is of the market time <paramref name="on"/>, at <paramref name="at"/>.</summary>
    public void Note(Verdict verdict, bool contradicted, double value, DateTimeOffset on, TimeSpan at, TimeSpan maxAge)
    {
        var fault = verdict.IsFault();
        if (fault || verdict == Verdict.Accepted)
        {
            var refused = fault && verdict != Verdict.Frozen;
            _faultySince = refused && !_refused ? at : _faultySince;
            _refused = refused;
            OnProbation = refused && (OnProbation || at - _faultySince > maxAge);
            if (Spoke)
            {
                _faults += ((fault ? 1 : 0) - _faults) * Memory;
                _faults = _faults < 0.01 ? 0 : _faults;
            }
        }

        Spoke = false;
        IsLeftBehind = verdict == Verdict.Stale;
        if (verdict == Verdict.Accepted && !contradicted)
        {
            _refusedValue = 0;
        }
        else if (fault || verdict == Verdict.Disputed)
        {
            if (_refusedValue == 0 || !IsSameLevel(value))
            {
                (_refusedSince, _refusedOn) = (at, on);
            }

            _refusedAs = fault ? verdict : _refusedAs;
            _refusedValue = value;
        }
    }

    /// <summary>Refused, and not yet for long enough to be on probation: it will be by the mere passing of time.</summary>
    public readonly bool AwaitsProbation => _refused && !OnProbation;

    /// <summary>Carries all of it.</summary>
    public void Carry(ref StateTransfer state)
    {
        Spoke = state.Carry(Spoke);
        IsLeftBehind = state.Carry(IsLeftBehind);
        OnProbation = state.Carry(OnProbation);
        _refused = state.Carry(_refused);
        _faultySince = state.Carry(_faultySince);
        _faults = state.Carry(_faults);
        _refusedValue = state.Carry(_refusedValue);
        _refusedSince = state.Carry(_refusedSince);
        _refusedOn = state.Carry(_refusedOn);
        _refusedAs = state.Carry(_refusedAs);
    }

    private readonly bool IsSameLevel(double value) => Math.Abs((value / _refusedValue) - 1) <= SameLevel;
}
