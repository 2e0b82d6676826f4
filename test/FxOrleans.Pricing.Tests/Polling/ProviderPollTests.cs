using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Polling;

public sealed class ProviderPollTests
{
    private readonly FakeTime _time = new();
    private readonly FakeProvider _provider = new();
    private readonly List<Quote> _submitted = [];

    [Fact]
    public async Task QuotesAreHandedOnAndTheIntervalPasses()
    {
        var quote = Given.Quote("USD/EUR", 0.88m);
        _provider.Answers = _ => Task.FromResult(
            new ProviderAnswer([quote], [new RejectedRow("XXX", RowFault.NotPositive)]) { QuotaLeft = 41 });
        var poll = Poll();

        Assert.Equal(TimeSpan.FromSeconds(60), await poll.OnceAsync(default));

        Assert.Equal([quote], _submitted);
        var status = poll.Meter.Status();
        Assert.Equal(("ok", 1L, 1L, 41, Given.Now), (status.State, status.Answers, status.Rejected, status.QuotaLeft, status.LastSuccess));
        Assert.Equal(1, status.Rejections["not_positive"]);
    }

    [Fact]
    public async Task AProviderThatIgnoresItsDeadlineIsGivenUp()
    {
        _provider.Answers = _ => new TaskCompletionSource<ProviderAnswer>().Task;
        var poll = Poll();
        var asking = poll.OnceAsync(default);
        Assert.False(asking.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(TimeSpan.FromSeconds(1), await asking);
        Assert.Equal("timeout", poll.Meter.Status().LastFailure!.Kind);
        Assert.Empty(_submitted);
    }

    [Fact]
    public async Task AnAnswerAfterTheDeadlineIsNotTaken()
    {
        var late = new TaskCompletionSource<ProviderAnswer>();
        _provider.Answers = _ => late.Task;
        var poll = Poll();
        var asking = poll.OnceAsync(default);
        _time.Advance(TimeSpan.FromSeconds(5));
        await asking;

        late.SetResult(new ProviderAnswer([Given.Quote("USD/EUR", 0.88m)], []));

        Assert.Empty(_submitted);
        Assert.Equal(0, poll.Meter.Status().Answers);
    }

    [Theory]
    [InlineData(ProviderFailureKind.Unreadable, "unreadable", "failing")]
    [InlineData(ProviderFailureKind.RateLimited, "rate_limited", "limited")]
    [InlineData(ProviderFailureKind.QuotaSpent, "quota_spent", "limited")]
    public async Task AFailureIsCountedByItsKind(ProviderFailureKind kind, string code, string state)
    {
        _provider.Answers = _ => throw new ProviderException(kind, "A line for people.");
        var poll = Poll();

        await poll.OnceAsync(default);
        await poll.OnceAsync(default);

        var status = poll.Meter.Status();
        Assert.Equal((state, 2L, "A line for people."), (status.State, status.Failures[code], status.LastFailure!.Message));
    }

    [Fact]
    public async Task WhatAProviderAsksForIsHeeded()
    {
        _provider.Answers = _ => throw new ProviderException(ProviderFailureKind.RateLimited, "Slow down.") { RetryAfter = TimeSpan.FromMinutes(20) };

        Assert.Equal(TimeSpan.FromMinutes(20), await Poll().OnceAsync(default));
    }

    [Fact]
    public async Task ABugInAProviderDoesNotEscapeAndDoesNotTellItsSecrets()
    {
        _provider.Answers = _ => Task.FromException<ProviderAnswer>(new InvalidOperationException("https://host/?token=secret"));
        var poll = Poll();

        await poll.OnceAsync(default);
        _provider.Answers = _ => Task.FromResult<ProviderAnswer>(null!);
        await poll.OnceAsync(default);

        var status = poll.Meter.Status();
        Assert.Equal(2, status.Failures["unreadable"]);
        Assert.DoesNotContain("secret", status.LastFailure!.Message);
    }

    [Fact]
    public async Task CancellingByTheOwnerIsNoFailure()
    {
        _provider.Answers = _ => new TaskCompletionSource<ProviderAnswer>().Task;
        var poll = Poll();
        using var stop = new CancellationTokenSource();
        var asking = poll.OnceAsync(stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.Empty(poll.Meter.Status().Failures);
    }

    [Fact]
    public async Task AProviderThatHealsIsOkAtOnceAndItsLastFailureStaysToBeSeen()
    {
        var answers = _provider.Answers;
        _provider.Answers = _ => throw new ProviderException(ProviderFailureKind.Unreachable, "Gone.");
        var poll = Poll();
        await poll.OnceAsync(default);
        _provider.Answers = answers;

        Assert.Equal(TimeSpan.FromSeconds(60), await poll.OnceAsync(default));

        Assert.Equal(("ok", "unreachable"), (poll.Meter.Status().State, poll.Meter.Status().LastFailure!.Kind));
    }

    private ProviderPoll Poll() => new(_provider, _submitted.AddRange, _time);
}
