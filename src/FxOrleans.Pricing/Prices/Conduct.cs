namespace FxOrleans.Pricing;

/// <summary>What is remembered of one source: how well it agreed of late, whether it was refused, since when and for what.</summary>
internal struct Conduct
{
    /// <summary>Each quote counts a thirty-second: a source that lied is half forgiven after 22 good ones.</summary>
    private const double Memory = 1.0 / 32;

    /// <summary>However often it lied, what it says within the threshold still counts a quarter.</summary>
    private const double WorstQuality = 0.25;

    /// <summary>A lone source's refused value that moves by more than this has not persisted: 5 %.</summary>
    private const double SameLevel = 0.05;

    /// <summary>It has spoken since the last time that its conduct was noted.</summary>
    public bool Spoke;

    /// <summary>Whether its last vote was refused for its value.</summary>
    public bool WasRefused;

    private double _faults;
    private double _refusedValue;
    private TimeSpan _refusedSince;
    private Verdict _refusedAs;

    /// <summary>Its share of recent quotes that agreed, by which its weight is multiplied: 1 for one that was never refused.</summary>
    public readonly double Quality => Math.Max(WorstQuality, 1 - _faults);

    /// <summary>Whether it has stood by a refused value for as long as its mistake must be stood by to be believed.</summary>
    public readonly bool Persists(PricingPolicy policy, Moment now) =>
        _refusedValue > 0 && now.Monotonic - _refusedSince >= (_refusedAs.IsNamed() ? policy.HoldFaultFor : policy.HoldFor);

    /// <summary>Notes what was made of its value at <paramref name="at"/>.</summary>
    public void Note(Verdict verdict, bool contradicted, double value, TimeSpan at)
    {
        var fault = verdict.IsFault();
        if (fault || verdict == Verdict.Accepted)
        {
            WasRefused = fault && verdict != Verdict.Frozen;
            if (Spoke)
            {
                _faults += ((fault ? 1 : 0) - _faults) * Memory;
                _faults = _faults < 0.01 ? 0 : _faults;
            }
        }

        Spoke = false;
        if (verdict == Verdict.Accepted && !contradicted)
        {
            _refusedValue = 0;
        }
        else if (fault || verdict == Verdict.Disputed)
        {
            if (_refusedValue == 0 || Math.Abs((value / _refusedValue) - 1) > SameLevel)
            {
                _refusedSince = at;
            }

            _refusedAs = fault ? verdict : _refusedAs;
            _refusedValue = value;
        }
    }
}
