using FsCheck;
using FsCheck.Fluent;
using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Series;

/// <summary>What holds of every series, whatever days are known and whatever is asked.</summary>
public sealed class RateSeriesLaws
{
    private static readonly DateOnly Start = new(2023, 12, 20);

    // Over two turns of the year, one of them of a leap year, with holes of all lengths; some days are known by their close alone.
    private static readonly Gen<DailyRate[]> Days =
        from known in Gen.ArrayOf(Gen.Choose(0, 800))
        from cents in Gen.Choose(1, 500)
        from closeOnly in Gen.Choose(2, 9)
        select known.Distinct().Order().Select((day, i) => new DailyRate(
            Start.AddDays(day), Close(cents, i), i % closeOnly == 0 ? null : new DailyRange(Close(cents, i) - 0.001m, Close(cents, i) + 0.002m, Close(cents, i) - 0.002m),
            i % 3 == 0 ? RateOrigin.Recorded : RateOrigin.Provider, i % 3 == 0 ? null : "Upstream", Simulated: false)).ToArray();

    private static readonly Gen<SeriesQuestion> Questions =
        from start in Gen.Choose(-40, 820)
        from length in Gen.Choose(0, 700)
        from kind in Gen.Choose(0, 4)
        from aggregate in Gen.Choose(0, 4)
        from fill in Gen.Choose(0, 1)
        select new SeriesQuestion(Start.AddDays(start), Start.AddDays(start + length), (SeriesGroup)kind, (SeriesAggregate)aggregate, (SeriesFill)fill);

    private static readonly Gen<(DailyRate[] Days, SeriesQuestion Asked)> Cases = from days in Days from asked in Questions select (days, asked);

    [Fact]
    public void Rows_are_first_days_of_groups_within_the_range_in_order_each_once() => Law.Holds(Cases, given =>
    {
        var dates = RateSeries.Rows(given.Days, given.Asked).Select(row => row.Date).ToArray();

        Assert.Equal(dates.Distinct().Order(), dates);
        Assert.All(dates, date => Assert.Equal(given.Asked.Group.FirstDay(date), date));
        Assert.All(dates, date => Assert.InRange(date, given.Asked.Group.FirstDay(given.Asked.From), given.Asked.To));
    });

    [Fact]
    public void Each_usable_day_within_the_range_is_observed_once_and_no_other() => Law.Holds(Cases, given =>
    {
        var usable = given.Days.Count(day => day.Day >= given.Asked.From && day.Day <= given.Asked.To && (!given.Asked.NeedsRange || day.Range is not null));

        Assert.Equal(usable, RateSeries.Rows(given.Days, given.Asked).Sum(row => row.Observations));
    });

    [Fact]
    public void A_rate_lies_between_the_lowest_and_the_highest_of_its_group() => Law.Holds(Cases, given =>
    {
        foreach (var row in RateSeries.Rows(given.Days, given.Asked).Where(row => row.CarriedFrom is null))
        {
            var days = given.Days.Where(day => day.Day >= given.Asked.From && day.Day <= given.Asked.To && given.Asked.Group.FirstDay(day.Day) == row.Date).ToArray();
            Assert.InRange(row.Rate, days.Min(day => day.Range?.Low ?? day.Close), days.Max(day => day.Range?.High ?? day.Close));
        }
    });

    [Fact]
    public void An_average_is_the_mean_of_the_closes() => Law.Holds(Cases, given =>
    {
        foreach (var row in RateSeries.Rows(given.Days, given.Asked with { Aggregate = SeriesAggregate.Average, Fill = SeriesFill.None }))
        {
            var closes = given.Days.Where(day => day.Day >= given.Asked.From && day.Day <= given.Asked.To && given.Asked.Group.FirstDay(day.Day) == row.Date).Select(day => day.Close).ToArray();
            Assert.Equal(closes.Average(), row.Rate, 12);
            Assert.Equal(closes.Length, row.Observations);
        }
    });

    [Fact]
    public void Filling_adds_carried_rows_only_and_leaves_the_others() => Law.Holds(Cases, given =>
    {
        var filled = RateSeries.Rows(given.Days, given.Asked with { Fill = SeriesFill.Previous });

        Assert.Equal(RateSeries.Rows(given.Days, given.Asked with { Fill = SeriesFill.None }), filled.Where(row => row.CarriedFrom is null));
        foreach (var row in filled.Where(row => row.CarriedFrom is not null))
        {
            Assert.True(row.CarriedFrom < row.Date);
            Assert.Equal(0, row.Observations);
            Assert.DoesNotContain(filled, other => other.CarriedFrom is null && other.Date > row.CarriedFrom && other.Date < row.Date);
        }
    });

    [Fact]
    public void A_filled_series_has_every_group_from_its_first_row_to_the_end() => Law.Holds(Cases, given =>
    {
        var dates = RateSeries.Rows(given.Days, given.Asked with { Fill = SeriesFill.Previous }).Select(row => row.Date).ToArray();

        Assert.All(dates.Zip(dates.Skip(1)), pair => Assert.Equal(given.Asked.Group.Next(pair.First), pair.Second));
        Assert.True(dates.Length == 0 || given.Asked.Group.Next(dates[^1]) > given.Asked.To);
    });

    [Fact]
    public void Two_pages_that_meet_where_a_group_begins_are_the_whole() => Law.Holds(
        from one in Cases from at in Gen.Choose(0, 700) select (one.Days, one.Asked, at),
        given =>
        {
            var asked = given.Asked;
            var cut = asked.Group.FirstDay(asked.From.AddDays(given.at));
            if (cut <= asked.From || cut > asked.To)
            {
                return;
            }

            var days = given.Days.Where(day => day.Day >= asked.From).ToArray();
            Assert.Equal(
                RateSeries.Rows(days, asked),
                [.. RateSeries.Rows(days, asked with { To = cut.AddDays(-1) }), .. RateSeries.Rows(days, asked with { From = cut })]);
        });

    private static decimal Close(int cents, int i) => 1 + (cents * ((i * 7) % 11) / 1000m);
}
