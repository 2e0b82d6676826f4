namespace FxOrleans.Pricing.Tests.Polling;

public sealed class PollScheduleTests
{
    private static readonly DateTimeOffset Now = FxOrleans.Testing.Given.Now;

    [Fact]
    public void AfterASuccessTheIntervalPasses() =>
        Assert.Equal(Seconds(60), Schedule(60).AfterSuccess(Now, null));

    [Theory]
    [InlineData(30, 60)]
    [InlineData(-30, 60)]
    [InlineData(600, 600)]
    [InlineData(1_000_000, 86_400)]
    public void TheProvidersHintLengthensTheInterval(int hint, int expected) =>
        Assert.Equal(Seconds(expected), Schedule(60).AfterSuccess(Now, Now.AddSeconds(hint)));

    [Fact]
    public void AConfiguredIntervalOverridesHintsAndRequestsToWait()
    {
        var schedule = Schedule(2, configured: true);

        Assert.Equal(Seconds(2), schedule.AfterSuccess(Now, Now.AddHours(1)));
        Assert.Equal(Seconds(1), schedule.AfterFailure(TimeSpan.FromMinutes(20)));
    }

    [Fact]
    public void FailuresBackOffToFifteenSecondsAndASuccessStartsAnew()
    {
        var schedule = Schedule(0.5);

        Assert.Equal([1, 2, 4, 8, 15, 15, 15], Pauses(schedule, 7));

        schedule.AfterSuccess(Now, null);
        Assert.Equal([1, 2], Pauses(schedule, 2));
    }

    [Fact]
    public void ASlowProviderIsTriedAgainSoonAfterAFailure() =>
        Assert.Equal([1, 2, 4, 8, 15], Pauses(Schedule(3600), 5));

    [Fact]
    public void ADayOfFailuresDoesNotOverflow() =>
        Assert.All(Pauses(Schedule(60), 10_000).Skip(4), pause => Assert.Equal(15, pause));

    [Fact]
    public void ALimitedProviderIsLeftAloneForAsLongAsItAsksUpToAnHour()
    {
        var schedule = Schedule(60);

        Assert.Equal(TimeSpan.FromMinutes(20), schedule.AfterFailure(TimeSpan.FromMinutes(20)));
        Assert.Equal(PollSchedule.MaxRetryAfter, schedule.AfterFailure(TimeSpan.MaxValue));
        Assert.Equal(Seconds(4), schedule.AfterFailure(Seconds(-1)));
    }

    private static PollSchedule Schedule(double interval, bool configured = false) =>
        new(new ProviderTerms { Interval = Seconds(interval), IntervalIsConfigured = configured, Timeout = Seconds(5) });

    private static List<double> Pauses(PollSchedule schedule, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => schedule.AfterFailure(null).TotalSeconds)];

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
