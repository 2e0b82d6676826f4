namespace FxOrleans.Pricing;

/// <summary>
/// What a pair's mid did from <see cref="OpenTime"/> to the end of an interval, in units of the quote for one of the base. Immutable.
/// </summary>
public sealed record Candle
{
    /// <summary>When its interval began, UTC.</summary>
    public required DateTimeOffset OpenTime { get; init; }

    /// <summary>The mid of the first tick.</summary>
    public required decimal Open { get; init; }

    public required decimal High { get; init; }

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

    public CandleOrigin Origin { get; init; }

    /// <summary>True where the ticks were made up; such a candle is never merged with a real one.</summary>
    public bool Simulated { get; init; }

    /// <summary>The mean ask − bid, in price units.</summary>
    public decimal Spread => SpreadSum / Ticks;
}
