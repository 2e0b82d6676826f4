namespace FxOrleans.Pricing;

/// <summary>Puts days of a pair's past together. Days come and go oldest first, each once. Pure.</summary>
public static class DailyRates
{
    /// <summary>
    /// Every day of either; of a day that both have, the first's. Real rates and made-up ones are never put together: where there is a real one, only
    /// real ones count.
    /// </summary>
    public static IReadOnlyList<DailyRate> Merge(IReadOnlyList<DailyRate> preferred, IReadOnlyList<DailyRate> other)
    {
        var days = new SortedDictionary<DateOnly, DailyRate>();
        foreach (var rate in Enumerable.Concat(other, preferred).Where(OneKind(preferred.Concat(other))))
        {
            days[rate.Day] = rate;
        }

        return [.. days.Values];
    }

    /// <summary>base/quote on the days of which both legs are known: base/bridge and bridge/quote.</summary>
    public static IReadOnlyList<DailyRate> Cross(IReadOnlyList<DailyRate> first, IReadOnlyList<DailyRate> second, Asset bridge)
    {
        var byDay = second.ToDictionary(rate => rate.Day);
        var found = first.Where(rate => byDay.ContainsKey(rate.Day)).Select(rate => (Left: rate, Right: byDay[rate.Day])).Where(legs => legs.Left.Simulated == legs.Right.Simulated);
        return [.. found.Select(legs => legs.Left.Through(legs.Right, bridge))];
    }

    /// <summary>The same market from the other side.</summary>
    public static IReadOnlyList<DailyRate> Invert(IReadOnlyList<DailyRate> days) => [.. days.Select(rate => rate.Invert())];

    /// <summary>
    /// Whether a working day is missing between <paramref name="from"/> and before <paramref name="to"/>: for what never closes any day, else
    /// one of TARGET's working days.
    /// </summary>
    public static bool HasGap(IReadOnlyList<DailyRate> days, DateOnly from, DateOnly to, bool neverCloses)
    {
        var known = days.Select(rate => rate.Day).ToHashSet();
        for (var day = from; day < to; day = day.AddDays(1))
        {
            if (!known.Contains(day) && (neverCloses || TargetCalendar.IsWorkingDay(day)))
            {
                return true;
            }
        }

        return false;
    }

    private static Func<DailyRate, bool> OneKind(IEnumerable<DailyRate> all)
    {
        var simulated = all.All(rate => rate.Simulated);
        return rate => rate.Simulated == simulated;
    }
}
