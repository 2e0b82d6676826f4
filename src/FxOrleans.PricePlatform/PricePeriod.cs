using FxOrleans.Pricing;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.PricePlatform;

/// <summary>How far back a question about the past reaches. Immutable; one instance of each.</summary>
/// <param name="Code"><c>1d</c>, <c>1w</c>, <c>1m</c>, <c>3m</c>, <c>6m</c>, <c>1y</c>, <c>5y</c> or <c>all</c>.</param>
/// <param name="Days">Its length; for <c>all</c> none.</param>
/// <param name="Points">How far apart the points of its history are.</param>
/// <param name="Bars">How long its bars are where no interval is asked for.</param>
public sealed record PricePeriod(string Code, int? Days, CandleInterval Points, CandleInterval Bars)
{
    /// <summary>The most bars of one answer: an interval that would give more is refused.</summary>
    public const int MostBars = 11_000;

    /// <summary>The beginning of <c>all</c>: the euro's first fixing.</summary>
    private static readonly DateTimeOffset First = new(1999, 1, 4, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Every period, from short to long.</summary>
    public static IReadOnlyList<PricePeriod> All { get; } =
    [
        new("1d", 1, CandleInterval.FiveMinutes, CandleInterval.QuarterHour),
        new("1w", 7, CandleInterval.Hour, CandleInterval.Hour),
        new("1m", 30, CandleInterval.Hour, CandleInterval.FourHours),
        new("3m", 90, CandleInterval.FourHours, CandleInterval.Day),
        new("6m", 180, CandleInterval.Day, CandleInterval.Day),
        new("1y", 365, CandleInterval.Day, CandleInterval.Day),
        new("5y", 1826, CandleInterval.Day, CandleInterval.Day),
        new("all", null, CandleInterval.Day, CandleInterval.Day),
    ];

    /// <summary>The intervals of bars.</summary>
    public static IReadOnlyList<CandleInterval> Intervals { get; } = [.. CandleIntervals.All.Where(interval => interval != CandleInterval.Second)];

    /// <summary>When it begins for who asks at <paramref name="now"/>.</summary>
    public DateTimeOffset From(DateTimeOffset now) => Days is { } days ? now.AddDays(-days) : First;

    /// <summary>Whether bars so long are few enough.</summary>
    public bool Takes(CandleInterval interval) => Days is { } days ? TimeSpan.FromDays(days) / interval.Length() <= MostBars : interval == CandleInterval.Day;

    /// <summary>The parameter <c>period</c>, which must be there.</summary>
    public static Problem? Read(IQueryCollection query, out PricePeriod period)
    {
        period = All[0];
        var values = query["period"];
        if (values.Count == 1 && All.FirstOrDefault(known => known.Code == values[0]) is { } found)
        {
            period = found;
            return null;
        }

        var given = values.Count switch
        {
            0 => "is missing",
            1 => $"is '{QueryReader.Echo(values[0] ?? "")}'",
            var count => $"is given {count} times",
        };
        return Problem.BadRequest(ProblemCodes.InvalidPeriod, $"The parameter 'period' {given}; it must be one of {string.Join(", ", All.Select(known => known.Code))}.");
    }

    /// <summary>The parameter <c>interval</c>; the period's own where there is none.</summary>
    public Problem? ReadInterval(IQueryCollection query, out CandleInterval interval)
    {
        interval = Bars;
        var values = query["interval"];
        if (values.Count == 0)
        {
            return null;
        }

        if (values.Count > 1 || !CandleIntervals.TryParse(values[0], out interval) || !Intervals.Contains(interval))
        {
            return Problem.BadRequest(
                ProblemCodes.InvalidInterval,
                $"'{QueryReader.Echo(values[0] ?? "")}' is no interval; it must be one of {string.Join(", ", Intervals.Select(known => known.Code()))}, given once.");
        }

        return Takes(interval) ? null : Problem.BadRequest(
            ProblemCodes.InvalidInterval, $"Bars of {interval.Code()} over {Code} would be more than {MostBars}; ask for longer bars or a shorter period.");
    }
}
