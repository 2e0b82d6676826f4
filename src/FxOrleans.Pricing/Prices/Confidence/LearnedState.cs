namespace FxOrleans.Pricing;

/// <summary>
/// What a pair has learnt from its decisions: the last undisputed price, how far its sources usually disagree, how each conducts
/// itself. A decision teaches only once time has passed since, so that simultaneous quotes may come in any order.
/// </summary>
internal sealed class LearnedState(PricingPolicy policy, CurrencyPair pair)
{
    private LastDecision _last;
    private bool _resuming;
    private ReferencePrice _anchor;
    private Price _settled;

    /// <summary>The last undisputed price, for a vote among real or among simulated sources; none where it was of the other.</summary>
    public ReferencePrice AnchorFor(bool simulated) => _anchor.Simulated == simulated ? _anchor : default;

    /// <summary>Whether there was a price before this moment, and as real or simulated.</summary>
    public bool HasSettled(bool simulated) => _settled.Mid > 0 && _settled.Simulated == simulated;

    /// <summary>How the voters were judged in the last decision.</summary>
    public ConsensusDiagnostics ConsensusDiagnostics => _last.Decision.ConsensusDiagnostics;

    /// <summary>How far the sources usually disagree.</summary>
    public Disagreement Disagreement { get; } = new();

    /// <summary>How much the market moves.</summary>
    public Volatility Volatility { get; } = new(pair);

    /// <summary>The price as it was before this moment.</summary>
    public ref readonly Price Settled => ref _settled;

    /// <summary>What the next moment learns from. To put back what it was before a reconsideration undoes that, if nothing else has changed.</summary>
    public LastDecision Last
    {
        get => _last;
        set => _last = value;
    }

    /// <summary>Begins with the last price of an earlier activation.</summary>
    public void Resume(in Price last)
    {
        _settled = last;
        _resuming = true;
    }

    /// <summary>Takes down a decision, or that everybody was held back, until time passes.</summary>
    public void Note(in Decision decision, bool decided, ClockReading now)
    {
        var undisputed = decided && decision.ConsensusDiagnostics is { Disputed: false, Held: false };
        _last = new LastDecision(decision, now.Monotonic, Pending: true, undisputed);
    }

    /// <summary>Learns from the last decision if time has passed since.</summary>
    public void Learn(Span<SourceSlot> slots, in Price current, ClockReading now)
    {
        if (_resuming)
        {
            Remember(now);
        }

        if (!_last.Pending || now.Monotonic <= _last.At)
        {
            return;
        }

        _last = _last with { Pending = false };
        _settled = current;
        var spoke = false;
        foreach (ref var slot in slots)
        {
            spoke |= slot.TrackRecord.Spoke && slot.Verdict == Verdict.Accepted;
            slot.TrackRecord.Note(slot.Verdict, slot.Contradicted, slot.Value, slot.Quote.Timestamp, _last.At, policy.MaxAge);
            if (_last.Undisputed)
            {
                slot.FreezeDetector.Watch((double)_last.Decision.Mid);
            }
        }

        if (_last.Undisputed && spoke)
        {
            if (_last.Decision.Simulated != _anchor.Simulated)
            {
                _anchor = default;
                Disagreement.Forget();
                Volatility.Forget();
            }

            Disagreement.Learn(_last.Decision.Disagreement);
            Volatility.Learn((double)_last.Decision.Mid, _last.Decision.Timestamp, _last.Decision.Kind);
            MoveAnchor(slots);
        }
    }

    /// <summary>Carries all but <see cref="Last"/>.</summary>
    public void Carry(ref StateTransfer state)
    {
        _resuming = state.Carry(_resuming);
        _anchor.Carry(ref state);
        _settled = state.Carry(_settled, pair);
        Disagreement.Carry(ref state);
        Volatility.Carry(ref state);
    }

    private void Remember(ClockReading now)
    {
        _resuming = false;
        var age = now.Wall - _settled.Timestamp;
        var at = now.Monotonic - (age > TimeSpan.Zero ? age : TimeSpan.Zero);
        _anchor = new ReferencePrice { Value = (double)_settled.Mid, At = at, Since = at, Simulated = _settled.Simulated, Corroborated = _settled.Sources > 1, CorroboratedAt = at };
    }

    private void MoveAnchor(ReadOnlySpan<SourceSlot> slots)
    {
        var (age, contradicted) = (TimeSpan.MaxValue, false);
        foreach (ref readonly var slot in slots)
        {
            if (slot.Verdict == Verdict.Accepted)
            {
                var of = slot.AgeAtReceipt + (_last.At - slot.ReceivedAt);
                age = of < age ? of : age;
                contradicted |= slot.Contradicted;
            }
        }

        var jumped = contradicted || !_anchor.Exists;
        var confirmed = _last.Decision.Sources > 1 || _last.Decision.ConsensusDiagnostics.Confirmed;
        _anchor = new ReferencePrice
        {
            Value = (double)_last.Decision.Mid,
            At = _last.At - age,
            Since = jumped ? _last.At : _anchor.Since,
            Simulated = _last.Decision.Simulated,
            Corroborated = confirmed || (_anchor.Corroborated && !jumped && _last.At - _anchor.CorroboratedAt < policy.HoldFor),
            CorroboratedAt = confirmed ? _last.At : _anchor.CorroboratedAt,
        };
    }
}
