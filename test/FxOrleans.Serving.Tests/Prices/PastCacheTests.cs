using FxOrleans.Pricing;
using FxOrleans.PricePlatform;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Prices;

/// <summary>How often an upstream of the past is asked, and what is given when it fails.</summary>
public sealed class PastCacheTests
{
    [Theory]
    [InlineData(PastHost.History)]
    [InlineData("/api/v1/prices/BTC/ohlcv?period=1d")]
    public async Task A_hundred_who_ask_at_once_cost_one_call(string path)
    {
        var held = new TaskCompletionSource();
        var past = new FakePast { Held = held.Task };
        await using var host = await PastHost.StartAsync(past);

        var asking = Enumerable.Range(0, 100).Select(_ => host.GetAsync(path)).ToList();
        await Eventually.TrueAsync(() => past.Calls > 0, "the upstream is asked");
        held.SetResult();
        var replies = await Task.WhenAll(asking);

        Assert.All(replies, reply => Assert.Equal((200, replies[0].Body), (reply.Status, reply.Body)));
        Assert.Equal(1, past.Calls);
    }

    [Fact]
    public async Task In_its_second_half_an_answer_is_given_as_it_is_and_made_anew_meanwhile()
    {
        var past = new FakePast();
        await using var host = await PastHost.StartAsync(past);
        var first = await host.GetAsync(PastHost.History);
        host.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(first.Body, (await host.GetAsync(PastHost.History)).Body);
        Assert.Equal(1, past.Calls);

        host.Advance(TimeSpan.FromMinutes(2));
        past.Points = [new PastPrice(Given.Now, 999)];
        Assert.Equal(first.Body, (await host.GetAsync(PastHost.History)).Body);

        await Eventually.TrueAsync(async () => (await host.GetAsync(PastHost.History)).Body.Contains("999", StringComparison.Ordinal), "the answer was made anew");
        Assert.Equal(2, past.Calls);
    }

    [Fact]
    public async Task When_the_upstream_fails_the_old_answer_is_given_and_says_so()
    {
        var past = new FakePast();
        await using var host = await PastHost.StartAsync(past);
        var good = (await host.GetAsync(PastHost.History)).Json;
        past.Failure = new ProviderException(ProviderFailureKind.RateLimited, "429") { RetryAfter = TimeSpan.FromSeconds(40) };
        host.Advance(TimeSpan.FromMinutes(31));

        var stale = await host.GetAsync(PastHost.History);
        var again = await host.GetAsync(PastHost.History);

        Assert.True(stale.Json.GetProperty("stale").GetBoolean());
        Assert.Equal(good.GetProperty("data").GetRawText(), stale.Json.GetProperty("data").GetRawText());
        Assert.Equal(stale.Body, again.Body);
        Assert.Equal(2, past.Calls); // It asked to be left alone, and is.
        past.Failure = null;
        host.Advance(TimeSpan.FromSeconds(41));
        Assert.False((await host.GetAsync(PastHost.History)).Json.TryGetProperty("stale", out _));
    }

    [Fact]
    public async Task Without_an_old_answer_it_is_a_503_that_says_when_to_come_back()
    {
        var past = new FakePast { Failure = new ProviderException(ProviderFailureKind.RateLimited, "429") { RetryAfter = TimeSpan.FromSeconds(40) } };
        await using var host = await PastHost.StartAsync(past);

        var first = await host.GetAsync(PastHost.History);
        host.Advance(TimeSpan.FromSeconds(10));
        var second = await host.GetAsync(PastHost.History);

        first.IsProblem(503, "upstream_unavailable");
        second.IsProblem(503, "upstream_unavailable");
        Assert.Equal(("40", "30", 1), (first.Headers["Retry-After"], second.Headers["Retry-After"], past.Calls));
    }

    [Fact]
    public async Task An_answer_too_old_to_be_given_is_not()
    {
        var past = new FakePast();
        await using var host = await PastHost.StartAsync(past);
        await host.GetAsync(PastHost.History);
        past.Failure = new ProviderException(ProviderFailureKind.Unreachable, "away");
        host.Advance(TimeSpan.FromDays(2));

        (await host.GetAsync(PastHost.History)).IsProblem(503, "upstream_unavailable");
    }

    [Fact]
    public async Task That_there_is_nothing_is_believed_for_a_while()
    {
        var past = new FakePast { Failure = new ProviderException(ProviderFailureKind.Empty, "It does not know the coin.") };
        await using var host = await PastHost.StartAsync(past, tick: false);

        (await host.GetAsync("/api/v1/prices/DOGE/history?period=1y")).IsProblem(404, "no_price");
        (await host.GetAsync("/api/v1/prices/DOGE/history?period=1y")).IsProblem(404, "no_price");
        Assert.Equal(1, past.Calls);

        past.Failure = null;
        host.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(200, (await host.GetAsync("/api/v1/prices/DOGE/history?period=1y")).Status);
    }

    [Fact]
    public async Task That_there_is_nothing_is_believed_for_as_long_as_configured()
    {
        var past = new FakePast { Failure = new ProviderException(ProviderFailureKind.Empty, "It does not know the coin.") };
        await using var host = await PastHost.StartAsync(past, tick: false, cache: new AnswerCacheOptions { NegativeLife = TimeSpan.FromMinutes(5) });
        (await host.GetAsync("/api/v1/prices/DOGE/history?period=1y")).IsProblem(404, "no_price");
        past.Failure = null;

        host.Advance(TimeSpan.FromMinutes(4));
        (await host.GetAsync("/api/v1/prices/DOGE/history?period=1y")).IsProblem(404, "no_price");
        host.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(200, (await host.GetAsync("/api/v1/prices/DOGE/history?period=1y")).Status);
    }

    [Fact]
    public async Task An_old_answer_is_given_for_as_long_as_configured()
    {
        var past = new FakePast();
        await using var host = await PastHost.StartAsync(past, cache: new AnswerCacheOptions { StaleFor = TimeSpan.FromHours(1) });
        await host.GetAsync(PastHost.History);
        past.Failure = new ProviderException(ProviderFailureKind.Unreachable, "away");

        host.Advance(TimeSpan.FromMinutes(85));
        Assert.Equal(200, (await host.GetAsync(PastHost.History)).Status);
        host.Advance(TimeSpan.FromMinutes(10));
        (await host.GetAsync(PastHost.History)).IsProblem(503, "upstream_unavailable");
    }

    [Fact]
    public async Task Without_patience_the_old_answer_comes_while_the_upstream_still_thinks()
    {
        var past = new FakePast();
        await using var host = await PastHost.StartAsync(past, cache: new AnswerCacheOptions { Patience = TimeSpan.Zero });
        await host.GetAsync(PastHost.History);
        var held = new TaskCompletionSource();
        past.Held = held.Task;
        host.Advance(TimeSpan.FromMinutes(31));

        // The clock stands: whoever waits for it waits for ever.
        var stale = await host.GetAsync(PastHost.History).WaitAsync(TimeSpan.FromSeconds(10));

        Assert.True(stale.Json.GetProperty("stale").GetBoolean());
        held.SetResult();
    }
}
