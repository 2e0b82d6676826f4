namespace FxOrleans.Pricing;

/// <summary>One day of a pair's past. Immutable.</summary>
/// <param name="Day">The day.</param>
/// <param name="Close">The day's last rate, in units of the quote for one of the base; above 0.</param>
/// <param name="Range">The rest of the day; null where only the close is known, as of a cross.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Provider">The provider's name, where there is one.</param>
/// <param name="Simulated">True when it is made up.</param>
public sealed record DailyRate(DateOnly Day, decimal Close, DailyRange? Range, RateOrigin Origin, string? Provider, bool Simulated)
{
    /// <summary>What a cross goes through; null for a rate of the pair itself.</summary>
    public Asset? Bridge { get; init; }

    /// <summary>A day with a single rate, such as a fixing: it is the first, the highest, the lowest and the last.</summary>
    public static DailyRate Fixing(DateOnly day, decimal rate, RateOrigin origin, string? provider, bool simulated) =>
        new(day, rate, new DailyRange(rate, rate, rate), origin, provider, simulated);

    /// <summary>The same from the other side: what was highest is lowest.</summary>
    public DailyRate Invert() => this with
    {
        Close = Inverse(Close),
        Range = Range is { } range ? new DailyRange(Inverse(range.Open), Inverse(range.Low), Inverse(range.High)) : null,
    };

    /// <summary>
    /// base/quote of base/bridge, this one, and bridge/quote, of the same day. The closes multiply. The highest of a product is not the product of
    /// the highest, so a range has only what is made of two single rates.
    /// </summary>
    public DailyRate Through(DailyRate other, Asset bridge)
    {
        var close = RatePrecision.Round(Close * other.Close, RatePrecision.Derived);
        return new DailyRate(
            Day, close, IsSingle && other.IsSingle ? new DailyRange(close, close, close) : null, Origin | other.Origin, Provider ?? other.Provider, Simulated || other.Simulated)
        {
            Bridge = bridge,
        };
    }

    private bool IsSingle => Range is { } range && range.High == range.Low;

    private static decimal Inverse(decimal rate) => RatePrecision.Round(RatePrecision.Invert(rate), RatePrecision.Derived);
}
