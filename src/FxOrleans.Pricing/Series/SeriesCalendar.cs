namespace FxOrleans.Pricing;

/// <summary>Where the groups of a series begin, in the Gregorian calendar; weeks begin on Monday. For years from 2 to 9997.</summary>
public static class SeriesCalendar
{
    /// <summary>The first day of the group that a day belongs to.</summary>
    public static DateOnly FirstDay(this SeriesGroup group, DateOnly day) => group switch
    {
        SeriesGroup.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        SeriesGroup.Month => new DateOnly(day.Year, day.Month, 1),
        SeriesGroup.Quarter => new DateOnly(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1),
        SeriesGroup.Year => new DateOnly(day.Year, 1, 1),
        _ => day,
    };

    /// <summary>The first day of the group after that of a day.</summary>
    public static DateOnly Next(this SeriesGroup group, DateOnly day) => Move(group, group.FirstDay(day), 1);

    /// <summary>The first day of the group so many groups before that of a day.</summary>
    public static DateOnly Earlier(this SeriesGroup group, DateOnly day, int groups) => Move(group, group.FirstDay(day), -groups);

    private static DateOnly Move(SeriesGroup group, DateOnly first, int groups) => group switch
    {
        SeriesGroup.Week => first.AddDays(7 * groups),
        SeriesGroup.Month => first.AddMonths(groups),
        SeriesGroup.Quarter => first.AddMonths(3 * groups),
        SeriesGroup.Year => first.AddYears(groups),
        _ => first.AddDays(groups),
    };
}
