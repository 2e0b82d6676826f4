namespace FxOrleans.Pricing;

/// <summary>
/// When a pair's market trades, so that silence and stillness are not taken for faults while it is closed. Coins trade always, shares
/// in New York's session, everything else in the FX week: Sunday to Friday 17:00 in New York. Thread-safe.
/// </summary>
public static class MarketHours
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly TimeSpan TradingWeek = TimeSpan.FromDays(5);

    // A Sunday, 22:00 UTC: an FX week's opening in New York's winter.
    private static readonly DateTimeOffset AnOpening = new(2000, 1, 2, 22, 0, 0, TimeSpan.Zero);

    /// <summary>Markets open and close at full multiples of this, in UTC.</summary>
    public static TimeSpan Step { get; } = TimeSpan.FromMinutes(30);

    /// <summary>Whether the pair's market ever closes; that of coins does not.</summary>
    public static bool Closes(CurrencyPair pair) => pair.Base.Class != AssetClass.Coin && pair.Quote.Class != AssetClass.Coin;

    /// <summary>Whether the pair's market is open. New York's holidays close shares; Christmas Day and New Year's Day close FX.</summary>
    public static bool IsOpen(CurrencyPair pair, DateTimeOffset at)
    {
        if (!Closes(pair))
        {
            return true;
        }

        var local = NewYorkCalendar.ToLocal(at);
        return pair.Base.Class == AssetClass.Stock || pair.Quote.Class == AssetClass.Stock ? IsSession(local) : IsFxWeek(local);
    }

    /// <summary>
    /// The trading time in a span: all of it for coins, what lies in the FX week for everything else. It measures how far a market may
    /// have moved, for which an hour of summer time does not matter. A year has 365 days of it for coins, 365 · 5/7 for others.
    /// </summary>
    public static double TradingYears(CurrencyPair pair, DateTimeOffset from, DateTimeOffset to)
    {
        if (to <= from) // Most often: a live price is decided on a quote of this moment.
        {
            return 0;
        }

        return !Closes(pair)
            ? (to - from).TotalDays / 365
            : (TradedUpTo(to) - TradedUpTo(from)) / (365 * 5 / 7.0);
    }

    private static double TradedUpTo(DateTimeOffset at)
    {
        var since = at - AnOpening;
        var weeks = Math.Floor(since / Week);
        var within = Math.Min((since - (weeks * Week)).TotalDays, TradingWeek.TotalDays);
        return (weeks * TradingWeek.TotalDays) + within;
    }

    private static bool IsFxWeek(DateTime local) => local switch
    {
        { Month: 12, Day: 25 } or { Month: 1, Day: 1 } => false,
        { DayOfWeek: DayOfWeek.Saturday } => false,
        { DayOfWeek: DayOfWeek.Sunday } => local.Hour >= 17,
        { DayOfWeek: DayOfWeek.Friday } => local.Hour < 17,
        _ => true,
    };

    private static bool IsSession(DateTime local) =>
        local.TimeOfDay >= new TimeSpan(9, 30, 0) && local.TimeOfDay < new TimeSpan(16, 0, 0)
        && NewYorkCalendar.IsTradingDay(DateOnly.FromDateTime(local));
}
