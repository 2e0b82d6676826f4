namespace FxOrleans.Pricing;

/// <summary>Which candle a moment belongs to. Every interval but the day is aligned to UTC. Immutable, thread-safe.</summary>
public sealed class CandleGrid(DailyCut cut)
{
    private static readonly TimeSpan NewYorkClose = TimeSpan.FromHours(17);

    /// <summary>When the candle of that moment opened, UTC.</summary>
    public DateTimeOffset OpenOf(CandleInterval interval, DateTimeOffset at)
    {
        var ticks = at.UtcTicks;
        return interval == CandleInterval.Day && cut == DailyCut.NewYork
            ? NewYorkOpen(at)
            : new DateTimeOffset(ticks - (ticks % interval.Length().Ticks), TimeSpan.Zero);
    }

    /// <summary>When the candle that opens at <paramref name="open"/> ends and the next one opens, UTC.</summary>
    public DateTimeOffset EndOf(CandleInterval interval, DateTimeOffset open) =>
        interval == CandleInterval.Day && cut == DailyCut.NewYork
            ? NewYorkOpen(open.Plus(TimeSpan.FromHours(25))) // A day has 23 to 25 hours.
            : open.Plus(interval.Length());

    private static DateTimeOffset NewYorkOpen(DateTimeOffset at)
    {
        if (at.UtcDateTime.Year is <= 2 or >= 9998)
        {
            return new DateTimeOffset(at.UtcDateTime.Date, TimeSpan.Zero);
        }

        var local = NewYorkCalendar.ToLocal(at);
        var open = (local.TimeOfDay < NewYorkClose ? local.Date.AddDays(-1) : local.Date) + NewYorkClose;
        var summer = new DateTimeOffset(DateTime.SpecifyKind(open, DateTimeKind.Unspecified), TimeSpan.FromHours(-4)).ToUniversalTime();
        return NewYorkCalendar.ToLocal(summer) == open ? summer : summer.AddHours(1);
    }
}
