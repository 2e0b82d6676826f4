namespace FxOrleans.Pricing;

/// <summary>Makes the rows of a series of a pair's days: groups them by the calendar, aggregates each group, repeats what is missing. Pure.</summary>
public static class RateSeries
{
    /// <summary>
    /// The rows, oldest first, one a group at most. A group at an end of the range has only its days within the range. A day without what the
    /// aggregate needs is no observation; what was not observed is never made up, only repeated where that is asked for, and the row says so.
    /// </summary>
    /// <param name="days">Oldest first, each once; those before the range are only carried into it.</param>
    /// <param name="asked">Which rows.</param>
    public static IReadOnlyList<SeriesRow> Rows(IEnumerable<DailyRate> days, SeriesQuestion asked)
    {
        var (first, rows) = (asked.Group.FirstDay(asked.From), new List<SeriesRow>());
        SeriesRow? last = null;
        var next = first;
        foreach (var group in days
            .Where(day => day.Day <= asked.To && (day.Day >= asked.From || day.Day < first) && (!asked.NeedsRange || day.Range is not null))
            .GroupBy(day => asked.Group.FirstDay(day.Day)))
        {
            var row = Row(group.Key, [.. group], asked.Aggregate);
            if (group.Key >= first)
            {
                Carry(rows, last, asked, ref next, group.Key);
                rows.Add(row);
                next = asked.Group.Next(group.Key);
            }

            last = row;
        }

        Carry(rows, last, asked, ref next, asked.To.AddDays(1));
        return rows;
    }

    private static void Carry(List<SeriesRow> rows, SeriesRow? last, SeriesQuestion asked, ref DateOnly next, DateOnly end)
    {
        for (; asked.Fill == SeriesFill.Previous && last is not null && next < end; next = asked.Group.Next(next))
        {
            rows.Add(last with { Date = next, Observations = 0, CarriedFrom = last.Date });
        }
    }

    private static SeriesRow Row(DateOnly date, IReadOnlyList<DailyRate> days, SeriesAggregate aggregate) => new(
        date,
        aggregate switch
        {
            SeriesAggregate.Average => Mean(days),
            SeriesAggregate.Open => days[0].Range!.Value.Open,
            SeriesAggregate.High => days.Max(day => day.Range!.Value.High),
            SeriesAggregate.Low => days.Min(day => day.Range!.Value.Low),
            _ => days[^1].Close,
        },
        days.Count,
        null,
        days.Aggregate(RateOrigin.None, (all, day) => all | day.Origin),
        days.LastOrDefault(day => day.Provider is not null)?.Provider,
        days.LastOrDefault(day => day.Bridge is not null)?.Bridge,
        days.Any(day => day.Simulated));

    // What a source published is not rounded where it stands alone.
    private static decimal Mean(IReadOnlyList<DailyRate> days) =>
        days.Count == 1 ? days[0].Close : RatePrecision.Round(days.Sum(day => day.Close) / days.Count, RatePrecision.Derived);
}
