namespace FxOrleans.Pricing;

/// <summary>
/// New York's time and its exchange's trading days. Summer time runs from the second Sunday of March to the first of November, 02:00
/// (Energy Policy Act of 2005, since 2007), computed here because a host may have no time-zone data.
/// </summary>
public static class NewYorkCalendar
{
    /// <summary>New York's wall clock.</summary>
    public static DateTime ToLocal(DateTimeOffset at)
    {
        var utc = at.UtcDateTime;
        if (utc.Year is <= 1 or >= 9999)
        {
            return utc;
        }

        // 02:00 local is 07:00 UTC in winter and 06:00 in summer.
        var begin = Nth(utc.Year, 3, DayOfWeek.Sunday, 2).ToDateTime(new TimeOnly(7, 0));
        var end = Nth(utc.Year, 11, DayOfWeek.Sunday, 1).ToDateTime(new TimeOnly(6, 0));
        return utc.AddHours(utc >= begin && utc < end ? -4 : -5);
    }

    /// <summary>The day of the FX market that a moment belongs to: it ends at 17:00 in New York. The weekend's days are no trading days.</summary>
    public static DateOnly TradingDay(DateTimeOffset at) => DateOnly.FromDateTime(ToLocal(at).AddHours(7));

    /// <summary>
    /// Monday to Friday but the exchange's holidays as they have been since 2022 (NYSE rule 7.2); early closes are left out.
    /// A holiday on a Sunday is kept on Monday, on a Saturday on Friday, but for New Year's Day, which then falls out.
    /// </summary>
    public static bool IsTradingDay(DateOnly date) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
        && !IsKept(date, 1, 1, backwards: false) && !IsKept(date, 6, 19) && !IsKept(date, 7, 4) && !IsKept(date, 12, 25)
        && date != Nth(date.Year, 1, DayOfWeek.Monday, 3)
        && date != Nth(date.Year, 2, DayOfWeek.Monday, 3)
        && date != LastMondayOfMay(date.Year)
        && date != Nth(date.Year, 9, DayOfWeek.Monday, 1)
        && date != Nth(date.Year, 11, DayOfWeek.Thursday, 4)
        && date != TargetCalendar.Easter(date.Year).AddDays(-2);

    private static bool IsKept(DateOnly date, int month, int day, bool backwards = true)
    {
        var holiday = new DateOnly(date.Year, month, day);
        return date == holiday.DayOfWeek switch
        {
            DayOfWeek.Saturday when backwards => holiday.AddDays(-1),
            DayOfWeek.Sunday => holiday.AddDays(1),
            _ => holiday,
        };
    }

    private static DateOnly Nth(int year, int month, DayOfWeek day, int n)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays((((int)day - (int)first.DayOfWeek + 7) % 7) + (7 * (n - 1)));
    }

    private static DateOnly LastMondayOfMay(int year)
    {
        var last = new DateOnly(year, 5, 31);
        return last.AddDays(-(((int)last.DayOfWeek + 6) % 7));
    }
}
