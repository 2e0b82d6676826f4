namespace FxOrleans.Pricing;

/// <summary>When a daily fixing's successor is due. A fixing is good until then. Immutable, thread-safe.</summary>
public abstract class FixingCalendar
{
    /// <summary>A value for every calendar day, out an hour after that day has begun in UTC at the latest.</summary>
    public static FixingCalendar EveryDay { get; } = new EveryDayCalendar();

    /// <summary>The ECB's: TARGET working days, out by 16:00 in Frankfurt, an hour's grace.</summary>
    public static FixingCalendar Target { get; } = new TargetCalendar();

    /// <summary>The moment at which the fixing after that of <paramref name="date"/> is due, grace included.</summary>
    public abstract DateTimeOffset NextDue(DateOnly date);

    private sealed class EveryDayCalendar : FixingCalendar
    {
        public override DateTimeOffset NextDue(DateOnly date) =>
            date == DateOnly.MaxValue ? DateTimeOffset.MaxValue : new(date.AddDays(1), new TimeOnly(1, 0), TimeSpan.Zero);
    }
}
