namespace FxOrleans.Pricing;

/// <summary>
/// Makes one price of several sources' quotes: who may speak, who is an outlier, and the weighted median of the rest.
/// 1. Simulated sources are silent where a real one quotes the pair. 2. The freshest kind that has a fresh quote decides:
/// live, else periodic, else fixing; with none fresh, the newest quote (of the freshest kind) and those of its kind and time. 3. With three
/// or more, those far from the median are excluded. Single-threaded; its arrays are made once.
/// </summary>
internal sealed class Consensus
{
    /// <summary>Scales a median absolute deviation to a normal distribution's standard deviation.</summary>
    private const double MadToSigma = 1.4826;

    private readonly PricingPolicy _policy;
    private readonly decimal[] _values;
    private readonly double[] _weights;
    private readonly int[] _members;

    public Consensus(PricingPolicy policy)
    {
        _policy = policy;
        _values = new decimal[policy.MaxSources];
        _weights = new double[policy.MaxSources];
        _members = new int[policy.MaxSources];
    }

    /// <summary>Decides, and writes each slot's verdict and weight. False when there is nothing to decide on.</summary>
    public bool Decide(Span<SourceSlot> slots, Moment now, out Decision decision)
    {
        decision = default;
        if (slots.IsEmpty)
        {
            return false;
        }

        var simulated = Silence(slots);
        var fresh = ChooseKind(slots, now, out var kind, out var newest);
        Weigh(slots, now, kind, newest, fresh);
        if (ShareWeights(slots) >= 3)
        {
            ExcludeOutliers(slots);
        }

        decision = Conclude(slots, now, kind, simulated, fresh);
        return true;
    }

    private static bool Silence(Span<SourceSlot> slots)
    {
        var real = false;
        foreach (ref var slot in slots)
        {
            slot.Verdict = Verdict.Accepted;
            real |= !slot.Quote.Source.Simulated;
        }

        foreach (ref var slot in slots)
        {
            if (real && slot.Quote.Source.Simulated)
            {
                slot.Verdict = Verdict.Sandbox;
            }
        }

        return !real;
    }

    private bool ChooseKind(Span<SourceSlot> slots, Moment now, out SourceKind kind, out DateTimeOffset newest)
    {
        var found = false;
        var freshKind = SourceKind.DailyFixing;
        var (staleKind, staleNewest) = (SourceKind.DailyFixing, DateTimeOffset.MinValue);
        newest = DateTimeOffset.MinValue;
        foreach (ref readonly var slot in slots)
        {
            if (slot.Verdict != Verdict.Accepted)
            {
                continue;
            }

            var source = slot.Quote.Source;
            if (slot.IsFresh(now, _policy.MaxAge) && source.Kind <= freshKind)
            {
                newest = !found || source.Kind < freshKind || slot.Timestamp > newest ? slot.Timestamp : newest;
                freshKind = source.Kind;
                found = true;
            }

            if (slot.Timestamp > staleNewest || (slot.Timestamp == staleNewest && source.Kind < staleKind))
            {
                (staleKind, staleNewest) = (source.Kind, slot.Timestamp);
            }
        }

        kind = found ? freshKind : staleKind;
        newest = found ? newest : staleNewest;
        return found;
    }

    private void Weigh(Span<SourceSlot> slots, Moment now, SourceKind kind, DateTimeOffset newest, bool fresh)
    {
        foreach (ref var slot in slots)
        {
            slot.Weight = 0;
            if (slot.Verdict != Verdict.Accepted)
            {
                continue;
            }

            var source = slot.Quote.Source;
            var behind = newest - slot.Timestamp;
            if (fresh)
            {
                slot.Verdict = !slot.IsFresh(now, _policy.MaxAge) ? Verdict.Stale
                    : source.Kind != kind ? Verdict.Superseded
                    : Verdict.Accepted;
            }
            else if (source.Kind != kind || behind > (kind == SourceKind.Live ? _policy.MaxAge : TimeSpan.Zero))
            {
                slot.Verdict = Verdict.Stale;
            }

            if (slot.Verdict == Verdict.Accepted)
            {
                // A fixing of an earlier day says less of today: half for each day that it is behind the newest.
                slot.Weight = source.Weight * (kind == SourceKind.DailyFixing ? Math.Pow(0.5, behind.TotalDays) : 1);
            }
        }
    }

    /// <summary>Sources that copy one another share one vote. Gives the number of independent sources.</summary>
    private int ShareWeights(Span<SourceSlot> slots)
    {
        var independent = CountGroups(slots);
        foreach (ref var slot in slots)
        {
            if (slot.Verdict == Verdict.Accepted)
            {
                slot.Weight /= _members[slot.Group];
            }
        }

        return independent;
    }

    private int CountGroups(Span<SourceSlot> slots)
    {
        Array.Clear(_members);
        var groups = 0;
        foreach (ref readonly var slot in slots)
        {
            if (slot.Verdict == Verdict.Accepted && _members[slot.Group]++ == 0)
            {
                groups++;
            }
        }

        return groups;
    }

    private void ExcludeOutliers(Span<SourceSlot> slots)
    {
        var centre = Median(slots, Side.Mid);
        var mad = Median(slots, Side.Distance, centre);
        var limit = Math.Max(_policy.OutlierFloor * (double)centre, _policy.OutlierMads * MadToSigma * (double)mad);
        foreach (ref var slot in slots)
        {
            if (slot.Verdict == Verdict.Accepted && (double)Math.Abs(slot.Mid - centre) > limit)
            {
                slot.Verdict = Verdict.Outlier;
                slot.Weight = 0;
            }
        }
    }

    private Decision Conclude(Span<SourceSlot> slots, Moment now, SourceKind kind, bool simulated, bool fresh)
    {
        var (timestamp, freshUntil) = (DateTimeOffset.MinValue, DateTimeOffset.MinValue);
        foreach (ref readonly var slot in slots)
        {
            if (slot.Verdict == Verdict.Accepted)
            {
                timestamp = slot.Timestamp > timestamp ? slot.Timestamp : timestamp;
                var until = slot.FreshUntil(_policy.MaxAge);
                freshUntil = until > freshUntil ? until : freshUntil;
            }
        }

        var mid = RatePrecision.Trim(Median(slots, Side.Mid));
        var bid = Math.Min(mid, RatePrecision.Trim(Median(slots, Side.Bid)));
        var ask = Math.Max(mid, RatePrecision.Trim(Median(slots, Side.Ask)));
        var sources = CountGroups(slots);
        var spread = MadToSigma * (double)Median(slots, Side.Distance, mid);
        var confidence = ConfidenceInterval.HalfWidth(mid, (ask - bid) / 2, spread, kind, slots[0].Quote.Pair, now.Wall - timestamp);
        var quorate = fresh && kind == SourceKind.Live && sources >= _policy.Quorum;
        return new Decision(mid, bid, ask, confidence, timestamp, freshUntil, kind, quorate, simulated, sources);
    }

    private decimal Median(Span<SourceSlot> slots, Side side, decimal centre = 0)
    {
        var count = 0;
        foreach (ref readonly var slot in slots)
        {
            if (slot.Verdict == Verdict.Accepted)
            {
                _values[count] = side switch
                {
                    Side.Bid => slot.Bid,
                    Side.Ask => slot.Ask,
                    Side.Mid => slot.Mid,
                    _ => Math.Abs(slot.Mid - centre),
                };
                _weights[count++] = slot.Weight;
            }
        }

        return WeightedMedian.SortAndFind(_values.AsSpan(0, count), _weights.AsSpan(0, count));
    }

    private enum Side
    {
        Bid,
        Mid,
        Ask,
        Distance,
    }
}
