using FxOrleans.Pricing;

namespace FxOrleans.Providers.Tests;

/// <summary>The pipeline that all upstreams share, seen through one of them.</summary>
public class ResilienceTests
{
    private const string Path = "/v1/currencies/usd.min.json";
    private const string Good = """{"date":"2026-09-29","usd":{"eur":0.88022588}}""";

    [Fact]
    public async Task A_server_error_is_tried_again_after_a_pause()
    {
        await using var host = await HostAsync();
        host.Server.On(Path, "oops", "text/plain", 500).On(Path, Good);

        var fetch = host.Provider("CurrencyApi").FetchAsync(CancellationToken.None);
        await host.Time.TimerOf(UpstreamCall.BackOff);
        Assert.Single(host.Server.Seen);
        host.Clock.Advance(UpstreamCall.BackOff);

        Assert.Equal(0.88022588m, (await fetch).Of("USD/EUR").Mid);
        Assert.Equal(2, host.Server.Seen.Count);
    }

    [Fact]
    public async Task A_server_error_that_stays_is_told_after_three_tries()
    {
        await using var host = await HostAsync();
        host.Server.On(Path, "oops", "text/plain", 503);

        var fetch = host.Provider("CurrencyApi").FailsAsync(ProviderFailureKind.HttpStatus);
        await host.Time.TimerOf(UpstreamCall.BackOff);
        host.Clock.Advance(UpstreamCall.BackOff);
        await host.Time.TimerOf(UpstreamCall.BackOff * 2);
        host.Clock.Advance(UpstreamCall.BackOff * 2);

        Assert.Contains("503", (await fetch).Message);
        Assert.Equal(3, host.Server.Seen.Count);
    }

    [Theory]
    [InlineData(404, ProviderFailureKind.HttpStatus)]
    [InlineData(401, ProviderFailureKind.Unauthorized)]
    [InlineData(403, ProviderFailureKind.Unauthorized)]
    [InlineData(429, ProviderFailureKind.RateLimited)]
    public async Task A_refusal_is_not_tried_again(int status, ProviderFailureKind kind)
    {
        await using var host = await HostAsync();
        host.Server.On(Path, "no", "text/plain", status);

        await host.Provider("CurrencyApi").FailsAsync(kind);

        Assert.Single(host.Server.Seen);
    }

    [Fact]
    public async Task A_short_retry_after_is_waited_for()
    {
        await using var host = await HostAsync();
        host.Server.On(Path, "no", "text/plain", 429, ("Retry-After", "3")).On(Path, Good);
        var pause = TimeSpan.FromSeconds(3) + (UpstreamCall.Spread * ProviderHost.Chance);

        var fetch = host.Provider("CurrencyApi").FetchAsync(CancellationToken.None);
        await host.Time.TimerOf(pause);
        Assert.Single(host.Server.Seen);
        host.Clock.Advance(pause);

        Assert.Equal(0.88022588m, (await fetch).Of("USD/EUR").Mid);
    }

    [Theory]
    [InlineData("600")]
    [InlineData("Tue, 29 Sep 2026 12:10:00 GMT")]
    public async Task A_long_retry_after_is_handed_on(string retryAfter)
    {
        await using var host = await HostAsync();
        host.Server.On(Path, "no", "text/plain", 429, ("Retry-After", retryAfter));

        var failure = await host.Provider("CurrencyApi").FailsAsync(ProviderFailureKind.RateLimited);

        Assert.Equal(TimeSpan.FromMinutes(10), failure.RetryAfter);
        Assert.Single(host.Server.Seen);
    }

    [Fact]
    public async Task No_answer_in_time_is_a_timeout()
    {
        await using var host = (await HostAsync()).With("Providers:CurrencyApi:Timeout", "00:00:03");
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Server.On(Path, async context =>
        {
            asked.TrySetResult();
            context.RequestAborted.Register(() => left.TrySetResult());
            await left.Task;
        });

        var fetch = host.Provider("CurrencyApi").FailsAsync(ProviderFailureKind.Timeout);
        await asked.Task;
        host.Clock.Advance(TimeSpan.FromSeconds(3));

        await fetch;
        await left.Task;
    }

    [Fact]
    public async Task A_try_that_hangs_leaves_time_for_another()
    {
        await using var host = await HostAsync();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Server
            .On(Path, async context =>
            {
                asked.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            })
            .On(Path, Good);

        var fetch = host.Provider("CurrencyApi").FetchAsync(CancellationToken.None);
        await asked.Task;
        host.Clock.Advance(UpstreamPipeline.MaxTry);
        await host.Time.TimerOf(UpstreamCall.BackOff);
        host.Clock.Advance(UpstreamCall.BackOff);

        Assert.Single((await fetch).Quotes);
    }

    [Fact]
    public async Task The_caller_can_cancel()
    {
        await using var host = await HostAsync();
        using var cancel = new CancellationTokenSource();
        host.Server.On(Path, async context =>
        {
            await cancel.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Provider("CurrencyApi").FetchAsync(cancel.Token));
    }

    [Fact]
    public async Task Nobody_there_is_unreachable()
    {
        await using var host = await HostAsync();
        await host.Server.DisposeAsync();

        var fetch = host.Provider("CurrencyApi").FailsAsync(ProviderFailureKind.Unreachable);
        await host.Time.TimerOf(UpstreamCall.BackOff);
        host.Clock.Advance(UpstreamCall.BackOff);
        await host.Time.TimerOf(UpstreamCall.BackOff * 2);
        host.Clock.Advance(UpstreamCall.BackOff * 2);

        await fetch;
    }

    [Fact]
    public async Task An_upstream_that_only_fails_is_left_alone_and_found_again()
    {
        await using var host = (await HostAsync()).With("Providers:CurrencyApi:Timeout", "00:00:00.2");
        host.Server.On(Path, "oops", "text/plain", 500);
        var provider = host.Provider("CurrencyApi");

        // A deadline this short leaves no room for a second try, so that each fetch is one.
        for (var tries = 0; tries < UpstreamPipeline.TriesToBreak; tries++)
        {
            await provider.FailsAsync(ProviderFailureKind.HttpStatus);
        }

        await provider.FailsAsync(ProviderFailureKind.CircuitOpen);
        Assert.Equal(UpstreamPipeline.TriesToBreak, host.Server.Seen.Count);

        host.Server.On(Path, Good).On(Path, Good);
        host.Clock.Advance(UpstreamPipeline.Break + TimeSpan.FromMilliseconds(1));
        await provider.FailsAsync(ProviderFailureKind.HttpStatus);
        host.Clock.Advance(UpstreamPipeline.Break + TimeSpan.FromMilliseconds(1));
        Assert.Single((await provider.FetchAsync(CancellationToken.None)).Quotes);
    }

    [Fact]
    public async Task A_spent_budget_asks_nobody()
    {
        await using var host = (await HostAsync()).With("Providers:CurrencyApi:Quota", "2/00:01:00");
        host.Server.On(Path, Good);
        var provider = host.Provider("CurrencyApi");

        Assert.Equal(1, (await provider.FetchAsync(CancellationToken.None)).QuotaLeft);
        Assert.Equal(0, (await provider.FetchAsync(CancellationToken.None)).QuotaLeft);
        var failure = await provider.FailsAsync(ProviderFailureKind.QuotaSpent);

        Assert.Equal(TimeSpan.FromSeconds(61), failure.RetryAfter);
        Assert.Equal(2, host.Server.Seen.Count);
        host.Clock.Advance(failure.RetryAfter!.Value);
        await provider.FetchAsync(CancellationToken.None);
    }

    private static Task<ProviderHost> HostAsync() => ProviderHost.StartAsync("CurrencyApi");
}
