using FsCheck.Fluent;
using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Series;

/// <summary>Days of several origins put together, turned round, and crossed.</summary>
public sealed class DailyRatesTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Fact]
    public void Of_a_day_that_both_know_the_first_counts()
    {
        var merged = DailyRates.Merge([Rate(1, 1.5m, RateOrigin.Recorded)], [Rate(0, 1.2m), Rate(1, 1.3m)]);

        Assert.Equal([1.2m, 1.5m], merged.Select(rate => rate.Close));
        Assert.Equal([RateOrigin.Provider, RateOrigin.Recorded], merged.Select(rate => rate.Origin));
    }

    [Fact]
    public void Made_up_days_count_only_where_there_is_no_real_one()
    {
        var (real, made) = (Rate(1, 1.5m), Rate(0, 9m) with { Simulated = true });

        Assert.Equal([real], DailyRates.Merge([made], [real]));
        Assert.Equal([real], DailyRates.Merge([real], [made]));
        Assert.Equal([made], DailyRates.Merge([made], []));
        Assert.Empty(DailyRates.Cross([made], [real with { Day = made.Day }], AssetCatalog.Usd));
    }

    [Fact]
    public void A_cross_has_the_days_of_both_legs_and_no_range_but_that_of_two_fixings()
    {
        var fixings = DailyRates.Cross([Rate(0, 1.1m), Rate(1, 1.2m)], [Rate(1, 150m), Rate(2, 151m)], AssetCatalog.Usd);
        var traded = DailyRates.Cross([Rate(1, 1.2m)], [Rate(1, 150m, RateOrigin.Recorded) with { Range = new DailyRange(149, 152, 148) }], AssetCatalog.Usd);

        var cross = Assert.Single(fixings);
        Assert.Equal((Monday.AddDays(1), 180m, new DailyRange(180, 180, 180), "USD"), (cross.Day, cross.Close, cross.Range!.Value, cross.Bridge!.Code));
        Assert.Equal((180m, null, RateOrigin.Both), (traded[0].Close, traded[0].Range, traded[0].Origin));
    }

    [Fact]
    public void Turned_round_the_highest_is_the_lowest_and_twice_is_as_before() => Law.Holds(
        from low in Gen.Choose(1, 1_000_000) from open in Gen.Choose(0, 1000) from high in Gen.Choose(0, 1000) from close in Gen.Choose(0, 100)
        select new DailyRate(
            Monday, (low + Math.Min(Math.Max(open, high), close)) / 1000m, new DailyRange((low + open) / 1000m, (low + Math.Max(open, high)) / 1000m, low / 1000m), RateOrigin.Recorded, null, false),
        rate =>
        {
            var turned = Assert.Single(DailyRates.Invert([rate]));
            Assert.True(turned.Range!.Value.Low <= turned.Range.Value.Open && turned.Range.Value.Open <= turned.Range.Value.High);
            Assert.Equal(rate.Close, turned.Invert().Close, 9);
            Assert.Equal(rate.Range!.Value.High, turned.Invert().Range!.Value.High, 9);
        });

    [Theory]
    [InlineData("2026-03-02", "2026-03-07", false, false)] // Monday to Friday, asked on Saturday.
    [InlineData("2026-03-02", "2026-03-09", false, false)] // A weekend is no gap.
    [InlineData("2026-03-02", "2026-03-09", true, true)] // For a coin it is.
    [InlineData("2026-03-02", "2026-03-10", false, true)]
    [InlineData("2026-02-27", "2026-03-07", false, true)]
    public void A_gap_is_a_working_day_that_is_missing(string from, string to, bool neverCloses, bool gap) => Assert.Equal(
        gap,
        DailyRates.HasGap([.. Enumerable.Range(0, 5).Select(day => Rate(day, 1.1m))], DateOnly.Parse(from), DateOnly.Parse(to), neverCloses));

    [Theory]
    [InlineData("2026-03-01", "2026-02-23")] // A Sunday is the last day of its week.
    [InlineData("2026-03-02", "2026-03-02")]
    [InlineData("2027-01-01", "2026-12-28")]
    public void Weeks_begin_on_Monday(string day, string first) => Assert.Equal(DateOnly.Parse(first), SeriesGroup.Week.FirstDay(DateOnly.Parse(day)));

    [Theory]
    [InlineData(SeriesGroup.Month, "2024-02-29", "2024-02-01", "2024-03-01")]
    [InlineData(SeriesGroup.Quarter, "2024-12-31", "2024-10-01", "2025-01-01")]
    [InlineData(SeriesGroup.Year, "2024-12-31", "2024-01-01", "2025-01-01")]
    [InlineData(SeriesGroup.Day, "2024-02-28", "2024-02-28", "2024-02-29")]
    public void Groups_are_those_of_the_calendar(SeriesGroup group, string day, string first, string next) =>
        Assert.Equal((DateOnly.Parse(first), DateOnly.Parse(next)), (group.FirstDay(DateOnly.Parse(day)), group.Next(DateOnly.Parse(day))));

    private static DailyRate Rate(int day, decimal close, RateOrigin origin = RateOrigin.Provider) =>
        DailyRate.Fixing(Monday.AddDays(day), close, origin, origin == RateOrigin.Provider ? "Upstream" : null, simulated: false);
}
