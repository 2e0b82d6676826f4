using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Quotes;

public sealed class TargetCalendarTests
{
    /// <summary>TARGET was closed once more, so that banks could change over to euro cash (ECB, 31 May 2000).</summary>
    private static readonly DateOnly CashChangeover = new(2001, 12, 31);

    [Fact]
    public void SinceTheYear2000EveryFixingWasOnAWorkingDayAndEveryWorkingDayHadOne()
    {
        var published = EcbHistory.Dates().ToHashSet();
        var last = published.Max();
        Assert.True(last >= new DateOnly(2026, 3, 5));

        for (var date = new DateOnly(2000, 1, 1); date <= last; date = date.AddDays(1))
        {
            if (date != CashChangeover)
            {
                Assert.True(published.Contains(date) == TargetCalendar.IsWorkingDay(date), $"{date:yyyy-MM-dd}");
            }
        }

        Assert.DoesNotContain(CashChangeover, published);
    }

    [Theory]
    [InlineData("2026-03-05", "2026-03-06T16:00")]
    [InlineData("2026-03-06", "2026-03-09T16:00")]
    [InlineData("2026-03-27", "2026-03-30T15:00")]
    [InlineData("2026-10-23", "2026-10-26T16:00")]
    [InlineData("2026-04-02", "2026-04-07T15:00")]
    [InlineData("2026-04-30", "2026-05-04T15:00")]
    [InlineData("2026-12-24", "2026-12-28T16:00")]
    [InlineData("2026-12-31", "2027-01-04T16:00")]
    public void TheNextFixingIsDueByFiveInFrankfurtOnTheNextWorkingDay(string date, string due) =>
        Assert.Equal(due, FixingCalendar.Target.NextDue(DateOnly.Parse(date)).ToString("yyyy-MM-ddTHH:mm"));

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("9998-12-31")]
    [InlineData("9999-12-31")]
    public void AnyDateHasANextOne(string date)
    {
        var day = DateOnly.Parse(date);

        Assert.True(FixingCalendar.Target.NextDue(day) > new DateTimeOffset(day, default, TimeSpan.Zero));
        Assert.True(FixingCalendar.EveryDay.NextDue(day) > new DateTimeOffset(day, default, TimeSpan.Zero));
    }

    [Fact]
    public void ADailySourceIsGivenAnHourIntoItsNextDay() =>
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 1, 0, 0, TimeSpan.Zero), FixingCalendar.EveryDay.NextDue(new DateOnly(2026, 2, 28)));
}
