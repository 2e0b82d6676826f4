namespace FxOrleans.Pricing;

/// <summary>
/// What a pair's mid did from <see cref="OpenTime"/> to the end of an interval, in units of the quote for one of the base. A sum of
/// ticks: in whatever order and grouping they are merged, the candle is the same. Immutable.
/// </summary>
public sealed record Candle
{
    /// <summary>When its interval began, UTC.</summary>
    public required DateTimeOffset OpenTime { get; init; }

    /// <summary>The mid of the first tick.</summary>
    public required decimal Open { get; init; }

    /// <summary>The highest mid.</summary>
    public required decimal High { get; init; }

    /// <summary>The lowest mid.</summary>
    public required decimal Low { get; init; }

    /// <summary>The mid of the last tick.</summary>
    public required decimal Close { get; init; }

    /// <summary>Sum of the ticks' ask − bid, in price units; 0 or more.</summary>
    public required decimal SpreadSum { get; init; }

    /// <summary>How many ticks; 1 or more.</summary>
    public required long Ticks { get; init; }

    /// <summary>Which tick was the first.</summary>
    public required TickOrder First { get; init; }

    /// <summary>Which tick was the last.</summary>
    public required TickOrder Last { get; init; }

    /// <summary>Where it comes from.</summary>
    public CandleOrigin Origin { get; init; }

    /// <summary>True where the ticks were made up; such a candle is never merged with a real one.</summary>
    public bool Simulated { get; init; }

    /// <summary>The mean ask − bid, in price units.</summary>
    public decimal Spread => SpreadSum / Ticks;

    /// <summary>One tick.</summary>
    public static Candle Of(in PriceTick tick, DateTimeOffset openTime) => new()
    {
        OpenTime = openTime,
        Open = tick.Mid,
        High = tick.Mid,
        Low = tick.Mid,
        Close = tick.Mid,
        SpreadSum = tick.Spread,
        Ticks = 1,
        First = tick.Order,
        Last = tick.Order,
        Origin = tick.Origin,
        Simulated = tick.Simulated,
    };

    /// <summary>
    /// Both's ticks, of which none is in both. Of finer candles it makes a coarser one, which opens with the earlier unless told when.
    /// </summary>
    /// <exception cref="ArgumentException">They are not of one kind: simulated and real, or of different origins.</exception>
    public Candle Merge(Candle other, DateTimeOffset? openTime = null) => Unite(other, openTime) with
    {
        SpreadSum = Sum(SpreadSum, other.SpreadSum),
        Ticks = Ticks + other.Ticks,
    };

    /// <summary>Two views of the same ticks, each perhaps with some missing: prices of the union, ticks and spread of the one that saw more.</summary>
    /// <exception cref="ArgumentException">They are not of one kind: simulated and real, or of different origins.</exception>
    public Candle Join(Candle other)
    {
        var fuller = (Ticks, SpreadSum).CompareTo((other.Ticks, other.SpreadSum)) >= 0 ? this : other;
        return Unite(other, null) with { SpreadSum = fuller.SpreadSum, Ticks = fuller.Ticks };
    }

    /// <summary>The same market from the other side: high and low change places, the spread keeps its proportion to the close.</summary>
    public Candle Invert() => this with
    {
        Open = Inverse(Open),
        High = Inverse(Low),
        Low = Inverse(High),
        Close = Inverse(Close),
        SpreadSum = InverseSpread(SpreadSum, Close),
    };

    internal static decimal Sum(decimal left, decimal right) => left > decimal.MaxValue - right ? decimal.MaxValue : left + right;

    private static decimal Inverse(decimal value) => RatePrecision.Round(RatePrecision.Invert(value), RatePrecision.Derived);

    private static decimal InverseSpread(decimal spread, decimal mid)
    {
        try
        {
            return RatePrecision.Round(spread / mid / mid, RatePrecision.Derived);
        }
        catch (OverflowException)
        {
            return decimal.MaxValue;
        }
    }

    private Candle Unite(Candle other, DateTimeOffset? openTime)
    {
        if (Simulated != other.Simulated || Origin != other.Origin)
        {
            throw new ArgumentException("A simulated candle is merged with simulated ones only, and each origin by itself.", nameof(other));
        }

        var (first, last) = (Starts(other) ? this : other, Ends(other) ? this : other);
        return this with
        {
            OpenTime = openTime ?? (OpenTime <= other.OpenTime ? OpenTime : other.OpenTime),
            Open = first.Open,
            First = first.First,
            High = Math.Max(High, other.High),
            Low = Math.Min(Low, other.Low),
            Close = last.Close,
            Last = last.Last,
        };
    }

    // Of two ticks at the same place the lower opens and the higher closes, so that even then the order of merging is no matter.
    private bool Starts(Candle other) => (First, Open).CompareTo((other.First, other.Open)) <= 0;

    private bool Ends(Candle other) => (Last, Close).CompareTo((other.Last, other.Close)) >= 0;
}
