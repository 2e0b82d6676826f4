namespace FxOrleans.Pricing;

/// <summary>
/// A source's last quote of a pair, seen in the direction in which the pair is kept, what was made of it, and what is remembered of
/// the source. What is remembered changes only when time has passed, so that quotes of one moment may come in any order.
/// </summary>
internal struct SourceSlot
{
    public Quote Quote;
    public decimal Bid;
    public decimal Mid;
    public decimal Ask;

    /// <summary>The mid as a double.</summary>
    public double Value;

    // And the others.
    public double BidValue;
    public double AskValue;

    /// <summary>The quote's, but never ahead of this host's clock.</summary>
    public DateTimeOffset Timestamp;
    public TimeSpan AgeAtReceipt;
    public TimeSpan ReceivedAt;

    /// <summary>The first slot whose source is of the same group: its own place, unless it copies another.</summary>
    public int Group;

    // Of the last decision.
    public Verdict Verdict;
    public double Weight;

    /// <summary>More witnesses contradict it than support it, whether it was believed or not.</summary>
    public bool Contradicted;

    // Remembered.

    /// <summary>What is remembered of the source's conduct.</summary>
    public TrackRecord TrackRecord;

    /// <summary>How long it has repeated itself.</summary>
    public FreezeDetector FreezeDetector;

    /// <summary>A fixing that has the very value of the same source's last one, of an earlier day.</summary>
    public bool RepeatsPastDay;

    public readonly double Quality => TrackRecord.Quality;

    /// <summary>Puts a quote in the place of the last one.</summary>
    public void Take(in Quote quote, CurrencyPair pair, ClockReading now)
    {
        var age = now.Wall - quote.Timestamp;
        FreezeDetector.Note(quote, Quote, now.Monotonic);
        RepeatsPastDay = quote.Source.Kind == SourceKind.Fixing && quote.Mid == Quote.Mid && quote.Pair == Quote.Pair
            && quote.Timestamp.UtcDateTime.Date > Quote.Timestamp.UtcDateTime.Date;
        Quote = quote;
        Timestamp = age < TimeSpan.Zero ? now.Wall : quote.Timestamp;
        AgeAtReceipt = age < TimeSpan.Zero ? TimeSpan.Zero : age;
        ReceivedAt = now.Monotonic;
        Turn(pair);
        (TrackRecord.Spoke, TrackRecord.IsLeftBehind) = (true, false);
    }

    /// <summary>Carries all of it.</summary>
    public void Carry(ref StateTransfer state, CurrencyPair pair)
    {
        Quote = state.Carry(Quote, pair);
        Timestamp = state.Carry(Timestamp);
        AgeAtReceipt = state.Carry(AgeAtReceipt);
        ReceivedAt = state.Carry(ReceivedAt);
        Group = state.Carry(Group);
        Verdict = state.Carry(Verdict);
        Weight = state.Carry(Weight);
        Contradicted = state.Carry(Contradicted);
        TrackRecord.Carry(ref state);
        FreezeDetector.Carry(ref state);
        RepeatsPastDay = state.Carry(RepeatsPastDay);
        Turn(pair);
    }

    public readonly TimeSpan Age(ClockReading now) => AgeAtReceipt + (now.Monotonic - ReceivedAt);

    public readonly bool IsFresh(ClockReading now, TimeSpan maxAge) => Quote.Source.Kind == SourceKind.Live
        ? Age(now) <= maxAge
        : now.Wall <= FreshUntil(maxAge);

    /// <summary>A fixing's successor is due by its own date, which is tomorrow's where a source is east of Greenwich.</summary>
    public readonly DateTimeOffset FreshUntil(TimeSpan maxAge) =>
        Quote.Source.FreshUntil(Quote.Source.Kind == SourceKind.Fixing ? Quote.Timestamp : Timestamp, maxAge);

    /// <summary>Whether it lies within that relative distance; a billionth of it is forgiven, as doubles do not hold 0.5 % exactly.</summary>
    public readonly bool IsWithin(double centre, double threshold) => Math.Abs(Value - centre) <= threshold * centre * (1 + 1e-9);

    public void Refuse(Verdict verdict)
    {
        Verdict = verdict;
        Weight = 0;
    }

    /// <summary>Whether it goes before <paramref name="other"/> when nothing else tells: more weight, newer, the first by name.</summary>
    public readonly bool Precedes(in SourceSlot other) =>
        Weight != other.Weight ? Weight > other.Weight
        : Timestamp != other.Timestamp ? Timestamp > other.Timestamp
        : string.CompareOrdinal(Quote.Source.Name, other.Quote.Source.Name) < 0;

    // The quote's values in the direction in which the pair is kept.
    private void Turn(CurrencyPair pair)
    {
        if (Quote.Pair == pair)
        {
            (Bid, Mid, Ask) = (Quote.Bid, Quote.Mid, Quote.Ask);
        }
        else
        {
            Bid = Invert(Quote.Ask);
            Mid = Invert(Quote.Mid);
            Ask = Invert(Quote.Bid);
        }

        Value = (double)Mid;
        (BidValue, AskValue) = ((double)Bid, (double)Ask);
    }

    private static decimal Invert(decimal value) => RatePrecision.Round(RatePrecision.Invert(value), RatePrecision.Decided);
}
