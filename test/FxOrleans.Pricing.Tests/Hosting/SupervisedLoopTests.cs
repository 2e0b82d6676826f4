using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Hosting;

/// <summary>A background work that fails is started again, and nothing of it reaches the host.</summary>
public sealed class SupervisedLoopTests
{
    private readonly FakeTime _time = new();
    private readonly List<Exception> _reported = [];

    [Fact]
    public async Task A_work_that_fails_is_reported_counted_and_started_again_after_growing_pauses()
    {
        var starts = new List<DateTimeOffset>();
        var loop = Loop(_ =>
        {
            starts.Add(_time.GetUtcNow());
            return starts.Count < 9 ? throw new InvalidOperationException($"failure {starts.Count}") : Task.CompletedTask;
        });

        var running = loop.RunAsync(CancellationToken.None);
        while (!running.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        await running;
        Assert.Equal((8, 8), ((int)loop.Failures, _reported.Count));
        Assert.Equal(9, starts.Count);
        var pauses = starts.Zip(starts.Skip(1), (one, next) => next - one).ToArray();
        Assert.Equal(pauses.Order(), pauses);
        Assert.InRange(pauses[0], SupervisedLoop.FirstPause, SupervisedLoop.LastPause);
        Assert.True(pauses[^1] >= SupervisedLoop.LastPause, $"The last pause is {pauses[^1]}.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancelled_it_ends_without_a_word_also_during_a_pause(bool paused)
    {
        using var cancel = new CancellationTokenSource();
        var loop = Loop(stop => paused ? throw new InvalidOperationException() : Task.Delay(Timeout.InfiniteTimeSpan, _time, stop));

        var running = loop.RunAsync(cancel.Token);
        Assert.False(running.IsCompleted);
        await cancel.CancelAsync();

        await running.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(paused ? 1 : 0, _reported.Count);
    }

    [Fact]
    public async Task A_cancellation_that_is_not_the_hosts_is_a_failure()
    {
        var runs = 0;
        var loop = Loop(_ => ++runs == 1 ? throw new OperationCanceledException("by the client") : Task.CompletedTask);

        var running = loop.RunAsync(CancellationToken.None);
        _time.Advance(SupervisedLoop.FirstPause);

        await running.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal((2, 1L), (runs, loop.Failures));
    }

    [Fact]
    public async Task A_report_that_fails_does_not_end_it()
    {
        var runs = 0;
        var loop = new SupervisedLoop(
            _ => ++runs == 1 ? throw new InvalidOperationException() : Task.CompletedTask, _ => throw new InvalidOperationException("the log"), _time);

        var running = loop.RunAsync(CancellationToken.None);
        _time.Advance(SupervisedLoop.FirstPause);

        await running.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(2, runs);
    }

    private SupervisedLoop Loop(Func<CancellationToken, Task> work) => new(work, _reported.Add, _time);
}
