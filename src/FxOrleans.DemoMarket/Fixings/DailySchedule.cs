namespace FxOrleans.DemoMarket;

/// <summary>On which days a daily provider publishes, which moment of the day it looks at, and when its answer is out. Immutable.</summary>
internal abstract class DailySchedule
{
    /// <summary>Every day at 00:00 UTC, out at once.</summary>
    public static DailySchedule Midnight { get; } = new MidnightSchedule();

    /// <summary>The ECB's: TARGET working days, the rates of 14:15 in Frankfurt, out at 16:00.</summary>
    public static DailySchedule Frankfurt { get; } = new FrankfurtSchedule();

    /// <summary>True when there is a fixing on that day.</summary>
    public abstract bool IsFixingDay(DateOnly date);

    /// <summary>The moment whose market is published as that day's.</summary>
    public abstract DateTimeOffset Fixed(DateOnly date);

    /// <summary>When that day's fixing is out.</summary>
    public abstract DateTimeOffset Published(DateOnly date);

    /// <summary>The newest fixing that is out at that time.</summary>
    public DateOnly Latest(DateTimeOffset now) => OnOrBefore(DateOnly.FromDateTime(now.UtcDateTime), now);

    /// <summary>The newest fixing of that day or an earlier one that is out at that time.</summary>
    public DateOnly OnOrBefore(DateOnly date, DateTimeOffset now)
    {
        while (!IsFixingDay(date) || Published(date) > now)
        {
            date = date.AddDays(-1);
        }

        return date;
    }

    /// <summary>The market of that day's fixing as a provider publishes it; a frozen one repeats its last.</summary>
    public MarketView View(Observation sight, DateOnly date) => sight.At(Moment(sight, date));

    /// <summary>The same as one of those sees it whose word the provider passes on.</summary>
    public MarketView View(Observation sight, DateOnly date, string speaker) => sight.At(Moment(sight, date), speaker);

    private DateTimeOffset Moment(Observation sight, DateOnly date)
    {
        var newest = Latest(sight.Horizon);
        return Fixed(date < newest ? date : newest);
    }
}
