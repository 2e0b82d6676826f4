namespace FxOrleans.Pricing;

/// <summary>
/// Makes one price of several sources' quotes: who may vote (<see cref="VoterSelection"/>), who is wrong (<see cref="OutlierFilter"/>), and the
/// weighted medians of the others' mids, bids and asks. Pyth takes one median of all three votes a source; three medians keep the mid
/// within the mids, however wide a source quotes. Single-threaded; its arrays are made once.
/// </summary>
internal sealed class Consensus
{
    /// <summary>A fixing is of some hour of its day, so a trading day of movement is allowed for at least.</summary>
    private const double FixingYears = 7 / (365 * 5.0);

    /// <summary>Nearer than this, a value that stands back may be one of another hour.</summary>
    private const double Impossible = 0.1;

    private readonly PricingPolicy _policy;
    private readonly CurrencyPair _pair;
    private readonly OutlierFilter _referee;
    private readonly LearnedState _experience;
    private readonly Groups _groups;
    private readonly WeightedMedian _median;

    public Consensus(PricingPolicy policy, CurrencyPair pair, LearnedState experience)
    {
        _policy = policy;
        _pair = pair;
        _experience = experience;
        _referee = new OutlierFilter(policy, pair, experience.Volatility);
        _groups = new Groups(policy.MaxSources);
        _median = new WeightedMedian(policy.MaxSources);
    }

    /// <summary>
    /// Decides, and writes each slot's verdict and weight. Where all voters are held back, the last price stays as long as it is fresh,
    /// and slower kinds decide after that. False when there is nothing to decide on.
    /// </summary>
    public bool TryDecide(Span<SourceSlot> slots, ClockReading now, out Decision decision)
    {
        decision = default;
        if (slots.IsEmpty)
        {
            return false;
        }

        var simulated = VoterSelection.IsSimulated(slots);
        ref readonly var last = ref _experience.Settled;
        var hasLast = _experience.HasSettled(simulated);
        if (hasLast && !VoterSelection.HasNews(slots, simulated, now, _policy.MaxAge))
        {
            // A price does not move by turning stale, and what it rested on stays what it was.
            decision = Decision.ToStay(last) with { ConsensusDiagnostics = _experience.ConsensusDiagnostics, Quorate = false };
            return true;
        }

        VoterSelection.Open(slots, simulated);
        var anchor = _experience.AnchorFor(simulated);
        var mayHold = true;
        while (true)
        {
            if (!VoterSelection.TryElect(slots, now, _policy.MaxAge, out var electorate))
            {
                // Nobody is left to decide. Where there never was a price, a doubtful one is better than none.
                if (hasLast || !mayHold)
                {
                    decision = Decision.ToStay(last);
                    return hasLast;
                }

                mayHold = false;
                VoterSelection.Open(slots, simulated);
                continue;
            }

            if (hasLast && !electorate.Fresh && !VoterSelection.HasSpoken(slots))
            {
                decision = Decision.ToStay(last);
                return true;
            }

            var voters = Thaw(slots, now, electorate.Kind, simulated);
            if (voters > 0 && _referee.TryJudge(slots, electorate.Kind, anchor, mayHold, now, out var judgement))
            {
                NameBystanders(slots, judgement.Centre);
                decision = Conclude(slots, now, electorate, simulated, judgement);
                return true;
            }

            if (hasLast && last.Kind <= electorate.Kind && now.Wall <= last.StaleAt(_policy.MaxAge))
            {
                decision = Decision.ToStay(last);
                return true;
            }

            VoterSelection.Reopen(slots);
        }
    }

    /// <summary>
    /// Refuses frozen live sources, unless the market is closed, when nothing moves; a made-up market never closes. Gives the number of
    /// voters left.
    /// </summary>
    private int Thaw(Span<SourceSlot> slots, ClockReading now, SourceKind kind, bool simulated)
    {
        var voters = 0;
        foreach (ref var slot in slots)
        {
            if (slot.Verdict == Verdict.Accepted)
            {
                if (kind == SourceKind.Live && slot.FreezeDetector.IsFrozen(_policy, now) && (simulated || MarketHours.IsOpen(_pair, now.Wall)))
                {
                    slot.Refuse(Verdict.Frozen);
                }
                else
                {
                    voters++;
                }
            }
        }

        return voters;
    }

    // A value that stands still and is upside down beside is better told by that; and so is one that only had to stand back, where it
    // is off by what no market moves.
    private void NameBystanders(Span<SourceSlot> slots, double centre)
    {
        foreach (ref var slot in slots)
        {
            if (slot.Verdict is Verdict.Frozen or Verdict.Superseded && !slot.IsWithin(centre, Impossible)
                && FaultClassifier.Name(slot.Value, centre, _pair, slot.Timestamp) is var name && name.IsNamed())
            {
                slot.Verdict = name;
            }
        }
    }

    private Decision Conclude(Span<SourceSlot> slots, ClockReading now, VoterSelection electorate, bool simulated, in ConsensusDiagnostics judgement)
    {
        var (timestamp, freshUntil) = (DateTimeOffset.MinValue, DateTimeOffset.MinValue);
        foreach (ref readonly var slot in slots)
        {
            if (slot.Verdict == Verdict.Accepted)
            {
                timestamp = slot.Timestamp > timestamp ? slot.Timestamp : timestamp;
                if (electorate.Kind != SourceKind.Live)
                {
                    var until = slot.FreshUntil(_policy.MaxAge);
                    freshUntil = until > freshUntil ? until : freshUntil;
                }
            }
        }

        freshUntil = electorate.Kind == SourceKind.Live ? timestamp.Plus(_policy.MaxAge) : freshUntil;

        var (mid, bid, ask) = Medians(slots);
        var sources = judgement.Disputed ? 1 : _groups.Count(slots);
        var sample = Sample(slots);
        var uncertainty = Pool((double)(ask - bid) / 2 / (double)mid, sample, electorate.Kind, now.Wall, now.Wall - timestamp);
        var relative = Math.Max(ConfidenceInterval.HalfWidth(sources, uncertainty), judgement.Doubt);
        return new Decision
        {
            Mid = mid,
            Bid = bid,
            Ask = ask,
            Confidence = RatePrecision.Round(mid * (decimal)Math.Min(relative, 1e6), 4),
            Timestamp = timestamp,
            FreshUntil = freshUntil,
            Kind = electorate.Kind,
            Quorate = electorate is { Fresh: true, Kind: SourceKind.Live } && sources >= _policy.Quorum && !judgement.Disputed,
            Simulated = simulated,
            Sources = sources,
            Degraded = Math.Min(sources, _groups.Degraded(slots)),
            Disputed = judgement.Disputed,
            Disagreement = sample,
            ConsensusDiagnostics = judgement with { Uncertainty = uncertainty },
        };
    }

    private Uncertainty Pool(double halfSpread, in DisagreementSample sample, SourceKind kind, DateTimeOffset now, TimeSpan age)
    {
        // A live price's further ageing is the reader's to judge.
        var years = MarketHours.TradingYears(_pair, now - age, now);
        var variance = Math.Clamp(years, kind == SourceKind.Fixing ? FixingYears : 0, 1) * _experience.Volatility.YearlyVariance;
        return ConfidenceInterval.Pool(halfSpread, sample, _experience.Disagreement, AssetClassDefaults.Noise(_pair), variance);
    }

    private static DisagreementSample Sample(ReadOnlySpan<SourceSlot> slots)
    {
        var (count, mean, squares) = (0, 0.0, 0.0);
        foreach (ref readonly var slot in slots)
        {
            if (slot.Verdict == Verdict.Accepted)
            {
                count++;
                var step = slot.Value - mean;
                mean += step / count;
                squares += step * (slot.Value - mean);
            }
        }

        return new DisagreementSample(count - 1, squares / (mean * mean));
    }

    private (decimal Mid, decimal Bid, decimal Ask) Medians(ReadOnlySpan<SourceSlot> slots)
    {
        _median.Clear();
        var spread = false;
        foreach (ref readonly var slot in slots)
        {
            if (slot.Verdict == Verdict.Accepted)
            {
                _median.Add(slot.Value, slot.Mid, slot.Weight);
                spread |= slot.Bid != slot.Ask;
            }
        }

        var mid = _median.Find();
        return spread ? (mid, Math.Min(mid, Median(slots, ask: false)), Math.Max(mid, Median(slots, ask: true))) : (mid, mid, mid);
    }

    private decimal Median(ReadOnlySpan<SourceSlot> slots, bool ask)
    {
        _median.Clear();
        foreach (ref readonly var slot in slots)
        {
            if (slot.Verdict == Verdict.Accepted)
            {
                _median.Add(ask ? slot.AskValue : slot.BidValue, ask ? slot.Ask : slot.Bid, slot.Weight);
            }
        }

        return _median.Find();
    }
}
