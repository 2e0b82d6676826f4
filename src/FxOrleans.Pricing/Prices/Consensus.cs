namespace FxOrleans.Pricing;

/// <summary>
/// Makes one price of several sources' quotes: who may vote (<see cref="Electorate"/>), who is wrong (<see cref="Referee"/>), and the
/// weighted medians of the others' mids, bids and asks. Pyth takes one median of all three votes a source; three medians keep the mid
/// within the mids, however wide a source quotes. Single-threaded; its arrays are made once.
/// </summary>
internal sealed class Consensus
{
    private readonly PricingPolicy _policy;
    private readonly CurrencyPair _pair;
    private readonly Referee _referee;
    private readonly Experience _experience;
    private readonly Groups _groups;
    private readonly decimal[] _values;
    private readonly double[] _weights;

    public Consensus(PricingPolicy policy, CurrencyPair pair, Experience experience)
    {
        _policy = policy;
        _pair = pair;
        _experience = experience;
        _referee = new Referee(policy, pair);
        _groups = new Groups(policy.MaxSources);
        _values = new decimal[policy.MaxSources];
        _weights = new double[policy.MaxSources];
    }

    /// <summary>
    /// Decides, and writes each slot's verdict and weight. Where all voters are held back, the last price stays as long as it is fresh,
    /// and slower kinds decide after that. False when there is nothing to decide on.
    /// </summary>
    public bool TryDecide(Span<SourceSlot> slots, Moment now, out Decision decision)
    {
        decision = default;
        if (slots.IsEmpty)
        {
            return false;
        }

        var simulated = Electorate.Open(slots);
        ref readonly var last = ref _experience.Settled;
        var mayHold = true;
        while (true)
        {
            if (!Electorate.TryElect(slots, now, _policy.MaxAge, out var electorate))
            {
                // Nobody is left to decide. Where there never was a price, a doubtful one is better than none.
                if (last.Mid > 0 || !mayHold)
                {
                    decision = Decision.ToStay(last);
                    return last.Mid > 0;
                }

                mayHold = false;
                Electorate.Open(slots);
                continue;
            }

            if (_referee.TryJudge(slots, electorate.Kind, _experience.Anchor, mayHold, now, out var judgement))
            {
                decision = Conclude(slots, now, electorate, simulated, judgement);
                return true;
            }

            if (last.Mid > 0 && last.Kind <= electorate.Kind && last.Simulated == simulated && now.Wall <= last.StaleAt(_policy.MaxAge))
            {
                decision = Decision.ToStay(last);
                return true;
            }

            Electorate.Reopen(slots);
        }
    }

    private Decision Conclude(Span<SourceSlot> slots, Moment now, Electorate electorate, bool simulated, in Judgement judgement)
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
        var sources = judgement.Disputed ? 1 : _groups.Count(slots);
        var sample = Sample(slots);
        return new Decision
        {
            Mid = mid,
            Bid = bid,
            Ask = ask,
            Confidence = Confidence(mid, (ask - bid) / 2, sources, sample, electorate.Kind, now.Wall - timestamp, judgement),
            Timestamp = timestamp,
            FreshUntil = freshUntil,
            Kind = electorate.Kind,
            Quorate = electorate is { Fresh: true, Kind: SourceKind.Live } && sources >= _policy.Quorum && !judgement.Disputed,
            Simulated = simulated,
            Sources = sources,
            Disagreement = sample,
            Judgement = judgement,
        };
    }

    private decimal Confidence(
        decimal mid, decimal halfSpread, int sources, in DisagreementSample sample, SourceKind kind, TimeSpan age, in Judgement judgement)
    {
        // A fixing is of some hour of its day; a live price's further ageing is the reader's to judge.
        var days = Math.Clamp(age.TotalDays, kind == SourceKind.DailyFixing ? 1 : 0, 365);
        var volatility = ClassNumbers.YearlyVolatility(_pair);
        var relative = ConfidenceInterval.HalfWidth(
            sources, (double)(halfSpread / mid), sample, _experience.Disagreement, ClassNumbers.Noise(_pair), volatility * volatility * days / 365);
        return RatePrecision.Round(mid * (decimal)Math.Min(Math.Max(relative, judgement.Doubt), 1e6), 4);
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

    private decimal Median(Span<SourceSlot> slots, Side side)
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
                    _ => slot.Mid,
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
    }
}
