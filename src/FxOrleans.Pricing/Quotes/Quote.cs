namespace FxOrleans.Pricing;

/// <summary>
/// What one source said of one pair at one moment, in the direction in which it was published.
/// Positive, and bid ≤ mid ≤ ask; a source that gives no spread has bid = mid = ask. Immutable.
/// </summary>
public readonly record struct Quote
{
    private Quote(QuoteSource source, CurrencyPair pair, decimal bid, decimal mid, decimal ask, DateTimeOffset timestamp)
    {
        Source = source;
        Pair = pair;
        Bid = bid;
        Mid = mid;
        Ask = ask;
        Timestamp = timestamp;
    }

    /// <summary>Who said it.</summary>
    public QuoteSource Source { get; }

    /// <summary>Of what, in the direction in which it was published.</summary>
    public CurrencyPair Pair { get; }

    /// <summary>Units of the quote currency for one of the base, as the mid and the ask are; from <see cref="Min"/> to <see cref="Max"/>.</summary>
    public decimal Bid { get; }

    /// <summary>At least the bid.</summary>
    public decimal Mid { get; }

    /// <summary>At least the mid.</summary>
    public decimal Ask { get; }

    /// <summary>Market time, UTC: when the source says that the price held. A daily fixing's is its date at 00:00.</summary>
    public DateTimeOffset Timestamp { get; }

    /// <summary>Largest value taken, 10^15: above any real rate, and its inverse still has 13 digits.</summary>
    public const decimal Max = 1_000_000_000_000_000m;

    /// <summary>Smallest value taken, 10^-13: below any real rate, and a decimal still holds 15 digits of it.</summary>
    public const decimal Min = 0.000_000_000_000_1m;

    /// <summary>
    /// A quote, unless its values cannot be a price: then <paramref name="fault"/> says why. Bid and ask in the wrong
    /// order are put right for a source that may cross, and its mid is moved between them.
    /// </summary>
    public static bool TryCreate(
        QuoteSource source, CurrencyPair pair, decimal bid, decimal mid, decimal ask, DateTimeOffset timestamp, out Quote quote, out RowFault fault)
    {
        quote = default;
        if (bid <= 0 || mid <= 0 || ask <= 0)
        {
            fault = RowFault.NotPositive;
            return false;
        }

        if (bid is < Min or > Max || mid is < Min or > Max || ask is < Min or > Max)
        {
            fault = RowFault.OutOfRange;
            return false;
        }

        if (source.MayCross)
        {
            (bid, ask) = bid <= ask ? (bid, ask) : (ask, bid);
            mid = Math.Clamp(mid, bid, ask);
        }

        if (bid > mid || mid > ask)
        {
            fault = RowFault.Crossed;
            return false;
        }

        fault = default;
        quote = new Quote(source, pair, bid, mid, ask, timestamp.ToUniversalTime());
        return true;
    }

    /// <summary>A quote without a spread, such as a fixing.</summary>
    public static bool TryCreate(QuoteSource source, CurrencyPair pair, decimal mid, DateTimeOffset timestamp, out Quote quote, out RowFault fault) =>
        TryCreate(source, pair, mid, mid, mid, timestamp, out quote, out fault);
}
