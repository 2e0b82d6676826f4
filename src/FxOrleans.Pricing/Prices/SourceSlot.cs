namespace FxOrleans.Pricing;

/// <summary>A source's last quote of a pair, seen in the direction in which the pair is kept.</summary>
internal struct SourceSlot
{
    public Quote Quote;
    public decimal Bid;
    public decimal Mid;
    public decimal Ask;

    /// <summary>The quote's, but never ahead of this host's clock.</summary>
    public DateTimeOffset Timestamp;
    public TimeSpan AgeAtReceipt;
    public TimeSpan ReceivedAt;
    public Verdict Verdict;
    public double Weight;

    /// <summary>The first slot whose source is of the same group: its own place, unless it copies another.</summary>
    public int Group;

    public static SourceSlot From(in Quote quote, CurrencyPair pair, Moment now)
    {
        var age = now.Wall - quote.Timestamp;
        var slot = new SourceSlot
        {
            Quote = quote,
            Timestamp = age < TimeSpan.Zero ? now.Wall : quote.Timestamp,
            AgeAtReceipt = age < TimeSpan.Zero ? TimeSpan.Zero : age,
            ReceivedAt = now.Monotonic,
        };
        if (quote.Pair == pair)
        {
            (slot.Bid, slot.Mid, slot.Ask) = (quote.Bid, quote.Mid, quote.Ask);
        }
        else
        {
            slot.Bid = Invert(quote.Ask);
            slot.Mid = Invert(quote.Mid);
            slot.Ask = Invert(quote.Bid);
        }

        return slot;
    }

    public readonly TimeSpan Age(Moment now) => AgeAtReceipt + (now.Monotonic - ReceivedAt);

    public readonly bool IsFresh(Moment now, TimeSpan maxAge) => Quote.Source.Kind == SourceKind.Live
        ? Age(now) <= maxAge
        : now.Wall <= FreshUntil(maxAge);

    /// <summary>A fixing's successor is due by its own date, which is tomorrow's where a source is east of Greenwich.</summary>
    public readonly DateTimeOffset FreshUntil(TimeSpan maxAge) =>
        Quote.Source.FreshUntil(Quote.Source.Kind == SourceKind.DailyFixing ? Quote.Timestamp : Timestamp, maxAge);

    private static decimal Invert(decimal value) => RatePrecision.Round(RatePrecision.Invert(value), RatePrecision.Decided);
}
