using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Clock;

/// <summary>The clock that all tests trust.</summary>
public sealed class FakeTimeTests
{
    private readonly FakeTime _time = new();
    private readonly List<(string Name, double At)> _fired = [];

    [Fact]
    public void TimersFireInOrderEachAtItsOwnMoment()
    {
        Start("late", 5);
        Start("periodic", 2, 2);
        Start("early", 1);

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal([("early", 1), ("periodic", 2), ("periodic", 4), ("late", 5)], _fired);
        Assert.Equal(Given.Now.AddSeconds(5), _time.GetUtcNow());
        Assert.Equal(TimeSpan.FromSeconds(5), _time.GetElapsedTime(0));
    }

    [Fact]
    public void ATimerThatIsChangedOrDisposedDoesNotFire()
    {
        Start("disposed", 1).Dispose();
        Start("changed", 1).Change(TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        Start("stopped", 1).Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal([("changed", 3)], _fired);
    }

    [Fact]
    public async Task DelaysAndDeadlinesFollowIt()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(3), _time);
        var delay = Task.Delay(TimeSpan.FromSeconds(2), _time);
        await _time.WhenArmedAsync(2);
        Assert.False(delay.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(2));
        await delay;
        Assert.False(deadline.IsCancellationRequested);

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(deadline.IsCancellationRequested);
    }

    [Fact]
    public void AStepOfTheWallClockIsNoTimePassing()
    {
        Start("timer", 1);

        _time.StepWall(TimeSpan.FromHours(-1));

        Assert.Empty(_fired);
        Assert.Equal((Given.Now.AddHours(-1), 0), (_time.GetUtcNow(), _time.GetTimestamp()));
    }

    private ITimer Start(string name, double due, double? period = null) => _time.CreateTimer(
        _ => _fired.Add((name, _time.GetElapsedTime(0).TotalSeconds)),
        null,
        TimeSpan.FromSeconds(due),
        period is { } seconds ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan);
}
