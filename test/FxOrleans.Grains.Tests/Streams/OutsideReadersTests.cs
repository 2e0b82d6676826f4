using FxOrleans.Abstractions;
using FxOrleans.Testing;

namespace FxOrleans.Grains.Tests;

/// <summary>The streams' queues are looked into ten times a second, and without a pause while somebody reads who has nothing else.</summary>
public sealed class OutsideReadersTests
{
    private readonly FakeTime _time = new();
    private readonly OutsideReaders _readers;

    public OutsideReadersTests() => _readers = new OutsideReaders(_time);

    [Fact]
    public async Task A_pause_begins_when_nobody_was_heard_of_for_two_seconds()
    {
        _time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.True(_readers.RestAsync(default).IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        var rest = _readers.RestAsync(default);
        _time.Advance(TimeSpan.FromMilliseconds(99));
        Assert.False(rest.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await rest;
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("of another version", true)]
    [InlineData(TickStreams.SecondCopy, false)]
    public void One_who_reads_nothing_else_ends_the_pauses(string? filterData, bool ends)
    {
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(_readers.ShouldDeliver(TickStreams.Of(0), "a batch", filterData));
        Assert.Equal(ends, _readers.RestAsync(default).IsCompleted);
    }

    [Fact]
    public async Task A_pause_that_is_stopped_says_so()
    {
        using var stop = new CancellationTokenSource();
        _time.Advance(TimeSpan.FromMinutes(1));
        var rest = _readers.RestAsync(stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rest);
    }
}
