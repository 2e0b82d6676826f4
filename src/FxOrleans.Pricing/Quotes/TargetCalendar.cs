namespace FxOrleans.Pricing;

/// <summary>
/// TARGET's working days: Monday to Friday but 1 January, Good Friday, Easter Monday, 1 May, 25 and 26 December
/// (ECB, "TARGET long-term calendar", in force since 2002). Frankfurt's summer time runs from the last Sunday of March to
/// the last Sunday of October (Directive 2000/84/EC), computed here because a host may have no time-zone data.
/// </summary>
public sealed class TargetCalendar : FixingCalendar
{
    private static readonly TimeSpan LocalDue = new(17, 0, 0);

    /// <summary>True when the ECB publishes on <paramref name="date"/>.</summary>
    public static bool IsWorkingDay(DateOnly date)
    {
        if (date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
        {
            return false;
        }

        var easter = Easter(date.Year);
        return !(date is { Month: 1, Day: 1 } or { Month: 5, Day: 1 } or { Month: 12, Day: 25 or 26 })
            && date != easter.AddDays(-2)
            && date != easter.AddDays(1);
    }

    public override DateTimeOffset NextDue(DateOnly date)
    {
        if (date.Year >= 9998)
        {
            return DateTimeOffset.MaxValue;
        }

        var next = date.AddDays(1);
        while (!IsWorkingDay(next))
        {
            next = next.AddDays(1);
        }

        var offset = TimeSpan.FromHours(IsSummerTime(next) ? 2 : 1);
        return new DateTimeOffset(next.ToDateTime(TimeOnly.FromTimeSpan(LocalDue)), offset).ToUniversalTime();
    }

    private static bool IsSummerTime(DateOnly date) =>
        date >= LastSunday(date.Year, 3) && date < LastSunday(date.Year, 10);

    private static DateOnly LastSunday(int year, int month)
    {
        var last = new DateOnly(year, month, 31);
        return last.AddDays(-(int)last.DayOfWeek);
    }

    /// <summary>Easter Sunday by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, ch. 8).</summary>
    internal static DateOnly Easter(int year)
    {
        var a = year % 19;
        var (b, c) = (year / 100, year % 100);
        var (d, e) = (b / 4, b % 4);
        var g = ((8 * b) + 13) / 25;
        var h = ((19 * a) + b - d - g + 15) % 30;
        var (i, k) = (c / 4, c % 4);
        var l = (32 + (2 * e) + (2 * i) - h - k) % 7;
        var m = (a + (11 * h) + (19 * l)) / 433;
        var month = (h + l - (7 * m) + 90) / 25;
        var day = (h + l - (7 * m) + (33 * month) + 19) % 32;
        return new DateOnly(year, month, day);
    }
}
