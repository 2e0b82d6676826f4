using System.Runtime.CompilerServices;
using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Polling;

public sealed class ProviderStreamTests : IStreamingRateProvider
{
    private readonly FakeTime _time = new();
    private readonly List<Quote> _submitted = [];
    private Exception? _ends;

    public QuoteSource Source { get; } = Given.Live();

    public ProviderTerms Terms { get; } = new() { Interval = TimeSpan.FromSeconds(1), Timeout = TimeSpan.FromSeconds(5) };

    [Fact]
    public async Task EveryPushedAnswerIsHandedOnAndTheEndIsAFailure()
    {
        var poll = Poll();

        Assert.Equal(TimeSpan.FromSeconds(1), await poll.StreamAsync(this, default));

        Assert.Equal(2, _submitted.Count);
        var status = poll.Meter.Status();
        Assert.Equal((2L, "degraded", 1L), (status.Answers, status.State, status.Failures["unreachable"]));
    }

    [Fact]
    public async Task ABrokenConnectionIsCountedByItsKind()
    {
        _ends = new ProviderException(ProviderFailureKind.Unauthorized, "401.");
        var poll = Poll();

        await poll.StreamAsync(this, default);

        Assert.Equal(1, poll.Meter.Status().Failures["unauthorized"]);
    }

    [Fact]
    public async Task StoppingIsNoFailure()
    {
        var poll = Poll();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => poll.StreamAsync(this, new CancellationToken(canceled: true)));

        Assert.Empty(poll.Meter.Status().Failures);
    }

    public Task<ProviderAnswer> FetchAsync(CancellationToken cancel) => throw new NotSupportedException();

    public async IAsyncEnumerable<ProviderAnswer> StreamAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        for (var i = 0; i < 2; i++)
        {
            cancel.ThrowIfCancellationRequested();
            yield return new ProviderAnswer([Given.Quote("USD/EUR", 0.88m)], []);
            await Task.Yield();
        }

        if (_ends is not null)
        {
            throw _ends;
        }
    }

    private ProviderPoll Poll() => new(this, _submitted.AddRange, _time);
}
