namespace FxOrleans.Pricing;

/// <summary>
/// Separates the voters into right and wrong. A majority of independent sources that agree with the weighted median decides by itself,
/// so that a real jump seen by most passes at once. Where there is none, witnesses choose between the values on either side of the middle,
/// which lie within the honest range as long as the liars are fewer than half. A lone source that contradicts all witnesses is held back.
/// </summary>
internal sealed class OutlierFilter(PricingPolicy policy, CurrencyPair pair, Volatility volatility)
{
    /// <summary>Scales a median absolute deviation to a normal distribution's standard deviation.</summary>
    private const double MadToSigma = 1.4826;

    /// <summary>
    /// However much they scatter, live sources further than this many floors from the centre are out: 0.75 % for currencies,
    /// so that a fault of 1 % is found even where the centre errs by a quarter. Slower kinds are of different hours and may differ by
    /// ten: 5 %, as Frankfurter's consensus allows.
    /// </summary>
    private const double LiveCeiling = 1.5;
    private const double SlowCeiling = 10;

    private readonly Ballot _ballot = new(policy.MaxSources);
    private readonly Witnesses _witnesses = new(policy, pair, volatility);
    private readonly Groups _groups = new(policy.MaxSources);
    private readonly double _floor = policy.OutlierFloor * AssetClassDefaults.Width(pair);

    /// <summary>Judges the voters; those who are wrong get their verdict. False when all of them are held back, which <paramref name="mayHold"/> allows.</summary>
    public bool TryJudge(Span<SourceSlot> slots, SourceKind kind, in ReferencePrice anchor, bool mayHold, ClockReading now, out ConsensusDiagnostics judgement)
    {
        var groups = _groups.Share(slots);
        _ballot.Clear();
        foreach (ref readonly var slot in slots)
        {
            if (slot.Verdict == Verdict.Accepted)
            {
                _ballot.Add(slot.Value, slot.Weight);
            }
        }

        _ballot.Median(out var low, out var high);
        var centre = (low + high) / 2;
        var scale = MadToSigma * _ballot.Mad(centre) / centre;
        var ceiling = kind == SourceKind.Live ? LiveCeiling : SlowCeiling;
        var threshold = groups > 2 ? Math.Clamp(policy.OutlierMads * scale, _floor, ceiling * _floor) : _floor;
        judgement = new ConsensusDiagnostics { Centre = centre, Scale = scale, Threshold = threshold };
        if (groups > 1 && high - low <= _floor * low && 2 * _groups.Within(slots, centre, threshold) > groups)
        {
            if (groups == 2 && mayHold && !TryOutweigh(slots, anchor, now, centre))
            {
                return false;
            }

            Exclude(slots, centre, threshold);
            KeepOut(slots, groups, ref judgement);
            return true;
        }

        if (groups <= 2)
        {
            (low, high) = (_ballot.Lowest, _ballot.Highest);
        }

        return high - low <= _floor * low && groups < 2
            ? TryBelieve(slots, anchor, mayHold, now, centre, ref judgement)
            : TryChoose(slots, groups, anchor, mayHold, now, low, high, ref judgement);
    }

    /// <summary>Excludes whoever is further than <paramref name="threshold"/> from <paramref name="centre"/>, by the name of the mistake.</summary>
    private void Exclude(Span<SourceSlot> slots, double centre, double threshold, Verdict otherwise = Verdict.Outlier)
    {
        foreach (ref var slot in slots)
        {
            if (slot.Verdict == Verdict.Accepted && !slot.IsWithin(centre, threshold))
            {
                var name = FaultClassifier.Name(slot.Value, centre, pair, slot.Timestamp);
                name = slot.RepeatsPastDay && name != Verdict.Redenominated ? Verdict.WrongDay : name;
                slot.Refuse(name == Verdict.Outlier || otherwise == Verdict.Disputed ? otherwise : name);
            }
        }
    }

    /// <summary>Who was out for long is let in again only within half of the threshold, unless the others are no majority without it.</summary>
    private void KeepOut(Span<SourceSlot> slots, int groups, ref ConsensusDiagnostics judgement)
    {
        var probation = 0;
        _ballot.Clear();
        foreach (ref readonly var slot in slots)
        {
            if (slot.Verdict == Verdict.Accepted)
            {
                if (slot.TrackRecord.OnProbation)
                {
                    probation++;
                }
                else
                {
                    _ballot.Add(slot.Value, slot.Weight);
                }
            }
        }

        var steady = probation == 0 ? 0 : _groups.Steady(slots);
        if (steady == 0 || (2 * steady <= groups && groups > 2))
        {
            return;
        }

        _ballot.Median(out var low, out var high);
        judgement = judgement with { Centre = (low + high) / 2 };
        foreach (ref var slot in slots)
        {
            if (slot.Verdict == Verdict.Accepted && slot.TrackRecord.OnProbation && !slot.IsWithin(judgement.Centre, judgement.Threshold / 2))
            {
                slot.Refuse(Verdict.Outlier);
            }
        }
    }

    private bool TryBelieve(Span<SourceSlot> slots, in ReferencePrice anchor, bool mayHold, ClockReading now, double value, ref ConsensusDiagnostics judgement)
    {
        var heard = _witnesses.Hear(value, slots, _groups.Voters, anchor, now, lone: true);
        var strict = _witnesses.Hear(value, slots, _groups.Voters, anchor, now, lone: false);
        judgement = judgement with { Confirmed = heard.Independent > 0 && strict.Independent > 0 };
        return (heard.Against <= heard.For && !strict.Outweighs(1)) || TryStand(slots, anchor, mayHold, now);
    }

    /// <summary>Two that agree and are contradicted by more witnesses than they are may have one fault between them: as for one alone.</summary>
    private bool TryOutweigh(Span<SourceSlot> slots, in ReferencePrice anchor, ClockReading now, double value) =>
        !_witnesses.Hear(value, slots, _groups.Voters, anchor, now, lone: false).Outweighs(2) || TryStand(slots, anchor, mayHold: true, now);

    /// <summary>Voters that are contradicted are believed once one of them has stood by it for long enough; until then all are held back.</summary>
    private bool TryStand(Span<SourceSlot> slots, in ReferencePrice anchor, bool mayHold, ClockReading now)
    {
        var believed = !mayHold;
        foreach (ref var slot in slots)
        {
            if (slot.Verdict == Verdict.Accepted)
            {
                believed |= slot.TrackRecord.Persists(policy, now, slot.Quote, slot.Value);
            }
        }

        foreach (ref var slot in slots)
        {
            if (slot.Verdict == Verdict.Accepted)
            {
                slot.Contradicted = true;
                if (!believed)
                {
                    slot.Refuse(_witnesses.Blame(slot, slots, _groups.Voters, anchor, now));
                }
            }
        }

        return believed;
    }

    private bool TryChoose(
        Span<SourceSlot> slots, int groups, in ReferencePrice anchor, bool mayHold, ClockReading now, double low, double high, ref ConsensusDiagnostics judgement)
    {
        var lower = _witnesses.Hear(low, slots, _groups.Voters, anchor, now, lone: false);
        var upper = _witnesses.Hear(high, slots, _groups.Voters, anchor, now, lone: false);
        var told = Math.Abs(lower.For - upper.For) >= 0.5;
        if (mayHold && groups <= 2 && lower.For + upper.For == 0 && lower.Against > 0)
        {
            return TryPersist(slots, anchor, now, low, high, ref judgement);
        }

        var leader = low;
        if (low != high)
        {
            leader = told ? (lower.For > upper.For ? low : high)
                : lower.Distance != upper.Distance ? (lower.Distance < upper.Distance ? low : high)
                : Weightier(slots, low, high);
        }

        Lead(slots, leader, low, high, told, (leader == low ? lower : upper).Independent > 0, ref judgement);
        return true;
    }

    // Two that contradict each other and every witness: both are held back until one has persisted, which then leads.
    private bool TryPersist(Span<SourceSlot> slots, in ReferencePrice anchor, ClockReading now, double low, double high, ref ConsensusDiagnostics judgement)
    {
        var leader = 0.0;
        foreach (ref var slot in slots)
        {
            if (slot.Verdict == Verdict.Accepted)
            {
                slot.Contradicted = true;
                leader = slot.TrackRecord.Persists(policy, now, slot.Quote, slot.Value) && (leader == 0 || slot.Value < leader) ? slot.Value : leader;
            }
        }

        if (leader > 0)
        {
            Lead(slots, leader, low, high, told: false, confirmed: false, ref judgement);
            return true;
        }

        foreach (ref var slot in slots)
        {
            if (slot.Verdict == Verdict.Accepted)
            {
                slot.Refuse(_witnesses.Blame(slot, slots, _groups.Voters, anchor, now));
            }
        }

        return false;
    }

    private void Lead(Span<SourceSlot> slots, double leader, double low, double high, bool told, bool confirmed, ref ConsensusDiagnostics judgement)
    {
        var scatter = _ballot.Mad(leader) / leader;
        Exclude(slots, leader, _floor, told ? Verdict.Outlier : Verdict.Disputed);
        judgement = judgement with
        {
            Centre = leader,
            Threshold = _floor,
            Disputed = !told,
            Doubt = told ? 0 : Math.Max(scatter, Math.Max(high - leader, leader - low) / leader),
            Confirmed = told && confirmed,
        };
    }

    // With no witness at all: the more weight, else the newer, else the first by name, so that the order of arrival does not matter.
    private static double Weightier(ReadOnlySpan<SourceSlot> slots, double low, double high)
    {
        var (best, value) = (-1, low);
        for (var i = 0; i < slots.Length; i++)
        {
            ref readonly var slot = ref slots[i];
            if (slot.Verdict == Verdict.Accepted && (slot.Value == low || slot.Value == high)
                && (best < 0 || slot.Precedes(slots[best])))
            {
                (best, value) = (i, slot.Value);
            }
        }

        return value;
    }
}
