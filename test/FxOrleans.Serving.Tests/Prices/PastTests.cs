using System.Text;
using System.Text.Json;
using FxOrleans.Pricing;
using FxOrleans.Serving.Prices;
using FxOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Serving.Tests.Prices;

/// <summary><c>/history</c> and <c>/ohlcv</c>.</summary>
public sealed class PastTests
{
    private const string History = "/api/v1/prices/BTC/history?period=1d";

    [Fact]
    public async Task History_is_points_of_the_provider_where_nothing_was_recorded()
    {
        await using var host = await StartAsync(new FakePast());

        var reply = await host.GetAsync(History);

        Assert.Equal(
            """{"symbol":"BTC","period":"1d","count":2,"source":"provider","provider":"Upstream","recorded_from":null,"simulated":false,"as_of":"2026-03-05T14:00:00Z","data":[{"timestamp":"2026-03-05T12:00:00Z","price":100.5},{"timestamp":"2026-03-05T13:00:00Z","price":101}]}""",
            reply.Body);
    }

    [Fact]
    public async Task Bars_have_their_open_their_interval_and_their_volume()
    {
        await using var host = await StartAsync(new FakePast());

        var byDefault = await host.GetAsync("/api/v1/prices/BTC/ohlcv?period=1w");
        var daily = await host.GetAsync("/api/v1/prices/BTC/ohlcv?period=1w&interval=1d");

        Assert.Equal(
            """[{"time":"2026-03-05T12:00:00Z","open":100,"high":102,"low":99,"close":101,"volume":7}]""", byDefault.Json.GetProperty("data").GetRawText());
        Assert.Equal(("1w", "1h", "1d"), (byDefault.Json.GetProperty("period").GetString(), byDefault.Json.GetProperty("interval").GetString(), daily.Json.GetProperty("interval").GetString()));
    }

    [Fact]
    public async Task The_own_record_comes_first_and_the_provider_fills_what_lies_before_it()
    {
        var past = new FakePast { Points = [.. Enumerable.Range(1, 24).Reverse().Select(hour => new PastPrice(Given.Now.AddHours(-hour), 100 + hour))] };
        var record = new FakeRecord();
        for (var minutes = 60; minutes >= 0; minutes -= 5)
        {
            record.Candles.Add(FakeRecord.Candle(Given.Now.AddMinutes(-minutes), 200 + minutes));
        }

        await using var host = await StartAsync(past, record);
        var json = (await host.GetAsync(History)).Json;

        Assert.Equal(("both", "Upstream"), (json.GetProperty("source").GetString(), json.GetProperty("provider").GetString()));
        Assert.Equal("2026-03-05T13:00:00Z", json.GetProperty("recorded_from").GetString());
        var prices = json.GetProperty("data").EnumerateArray().Select(point => point.GetProperty("price").GetDecimal()).ToList();
        Assert.Equal(prices.Count, json.GetProperty("count").GetInt32());
        Assert.Equal([.. Enumerable.Range(2, 23).Reverse().Select(hour => 100m + hour), .. Enumerable.Range(0, 13).Reverse().Select(five => 200m + (5 * five))], prices);
    }

    [Fact]
    public async Task A_record_that_reaches_far_enough_asks_nobody()
    {
        var past = new FakePast();
        var record = new FakeRecord();
        for (var at = Given.Now.AddDays(-1); at <= Given.Now; at = at.AddMinutes(5))
        {
            record.Candles.Add(FakeRecord.Candle(at, 200));
        }

        await using var host = await StartAsync(past, record);
        var json = (await host.GetAsync(History)).Json;

        Assert.Equal(("recorded", 0), (json.GetProperty("source").GetString(), past.Calls));
    }

    [Fact]
    public async Task Behind_a_hole_in_the_record_the_provider_is_believed()
    {
        var record = new FakeRecord { Candles = { FakeRecord.Candle(Given.Now.AddHours(-20), 1), FakeRecord.Candle(Given.Now.AddMinutes(-5), 200), FakeRecord.Candle(Given.Now, 201) } };
        await using var host = await StartAsync(new FakePast(), record);

        var prices = (await host.GetAsync(History)).Json.GetProperty("data").EnumerateArray().Select(point => point.GetProperty("price").GetDecimal());

        Assert.Equal([100.5m, 101m, 200m, 201m], prices);
    }

    [Theory]
    [InlineData(true, false, "provider", false)]
    [InlineData(false, true, "recorded", false)]
    [InlineData(true, true, "both", true)]
    public async Task Real_and_simulated_are_never_put_together(bool recorded, bool upstream, string source, bool simulated)
    {
        var record = new FakeRecord { Candles = { FakeRecord.Candle(Given.Now.AddMinutes(-5), 200, recorded) } };
        await using var host = await StartAsync(new FakePast { Simulated = upstream }, record);

        var json = (await host.GetAsync(History)).Json;

        Assert.Equal((source, simulated), (json.GetProperty("source").GetString(), json.GetProperty("simulated").GetBoolean()));
    }

    [Fact]
    public async Task A_provider_that_fails_is_followed_by_the_next_and_daily_points_serve_where_there_are_no_finer_ones()
    {
        var failing = new FakePast("Failing") { Failure = new ProviderException(ProviderFailureKind.HttpStatus, "500") };
        var daily = new FakePast("Daily") { Finest = TimeSpan.FromDays(1) };
        await using var host = await StartAsync(failing, null, daily);

        Assert.Equal("Daily", (await host.GetAsync(History)).Json.GetProperty("provider").GetString());
    }

    [Theory]
    [InlineData(History)]
    [InlineData("/api/v1/prices/BTC/ohlcv?period=1d")]
    public async Task A_hundred_who_ask_at_once_cost_one_call(string path)
    {
        var held = new TaskCompletionSource();
        var past = new FakePast { Held = held.Task };
        await using var host = await StartAsync(past);

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
        await using var host = await StartAsync(past);
        var first = await host.GetAsync(History);
        host.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(first.Body, (await host.GetAsync(History)).Body);
        Assert.Equal(1, past.Calls);

        host.Advance(TimeSpan.FromMinutes(2));
        past.Points = [new PastPrice(Given.Now, 999)];
        Assert.Equal(first.Body, (await host.GetAsync(History)).Body);

        await Eventually.TrueAsync(async () => (await host.GetAsync(History)).Body.Contains("999", StringComparison.Ordinal), "the answer was made anew");
        Assert.Equal(2, past.Calls);
    }

    [Fact]
    public async Task When_the_upstream_fails_the_old_answer_is_given_and_says_so()
    {
        var past = new FakePast();
        await using var host = await StartAsync(past);
        var good = (await host.GetAsync(History)).Json;
        past.Failure = new ProviderException(ProviderFailureKind.RateLimited, "429") { RetryAfter = TimeSpan.FromSeconds(40) };
        host.Advance(TimeSpan.FromMinutes(31));

        var stale = await host.GetAsync(History);
        var again = await host.GetAsync(History);

        Assert.True(stale.Json.GetProperty("stale").GetBoolean());
        Assert.Equal(good.GetProperty("data").GetRawText(), stale.Json.GetProperty("data").GetRawText());
        Assert.Equal(stale.Body, again.Body);
        Assert.Equal(2, past.Calls); // It asked to be left alone, and is.
        past.Failure = null;
        host.Advance(TimeSpan.FromSeconds(41));
        Assert.False((await host.GetAsync(History)).Json.TryGetProperty("stale", out _));
    }

    [Fact]
    public async Task Without_an_old_answer_it_is_a_503_that_says_when_to_come_back()
    {
        var past = new FakePast { Failure = new ProviderException(ProviderFailureKind.RateLimited, "429") { RetryAfter = TimeSpan.FromSeconds(40) } };
        await using var host = await StartAsync(past);

        var first = await host.GetAsync(History);
        host.Advance(TimeSpan.FromSeconds(10));
        var second = await host.GetAsync(History);

        first.IsProblem(503, "upstream_unavailable");
        second.IsProblem(503, "upstream_unavailable");
        Assert.Equal(("40", "30", 1), (first.Headers["Retry-After"], second.Headers["Retry-After"], past.Calls));
    }

    [Fact]
    public async Task An_answer_too_old_to_be_given_is_not()
    {
        var past = new FakePast();
        await using var host = await StartAsync(past);
        await host.GetAsync(History);
        past.Failure = new ProviderException(ProviderFailureKind.Unreachable, "away");
        host.Advance(TimeSpan.FromDays(2));

        (await host.GetAsync(History)).IsProblem(503, "upstream_unavailable");
    }

    [Fact]
    public async Task That_there_is_nothing_is_believed_for_a_while()
    {
        var past = new FakePast { Failure = new ProviderException(ProviderFailureKind.Empty, "It does not know the coin.") };
        await using var host = await StartAsync(past, null, tick: false);

        (await host.GetAsync("/api/v1/prices/DOGE/history?period=1y")).IsProblem(404, "no_price");
        (await host.GetAsync("/api/v1/prices/DOGE/history?period=1y")).IsProblem(404, "no_price");
        Assert.Equal(1, past.Calls);

        past.Failure = null;
        host.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(200, (await host.GetAsync("/api/v1/prices/DOGE/history?period=1y")).Status);
    }

    [Fact]
    public async Task A_priced_symbol_without_a_past_has_an_empty_one()
    {
        await using var host = await StartAsync(new FakePast { Bars = [] });

        var json = (await host.GetAsync("/api/v1/prices/BTC/ohlcv?period=1d&interval=1m")).Json;

        Assert.Equal((0, 0, JsonValueKind.Null), (json.GetProperty("count").GetInt32(), json.GetProperty("data").GetArrayLength(), json.GetProperty("source").ValueKind));
    }

    [Fact]
    public async Task A_node_with_neither_record_nor_providers_says_so_but_gives_what_another_node_made()
    {
        var shared = new FakeSharedCache();
        await using var host = await ServingHost.StartAsync(setup => setup.Services = services => services.AddSingleton<ISharedCache>(shared));
        host.Engine.Tick("BTC/USD", 82_000m);
        (await host.GetAsync(History)).IsProblem(503, "upstream_unavailable");
        shared.Held["history:BTC:1d"] = (Encoding.UTF8.GetBytes("""{"symbol":"BTC","made":"elsewhere"}"""), TimeSpan.FromMinutes(20));
        host.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal("""{"symbol":"BTC","made":"elsewhere"}""", (await host.GetAsync(History)).Body);
        Assert.Equal(1, host.Service<CacheMetrics>()["history", "shared"]);
    }

    [Fact]
    public async Task A_short_record_of_a_node_without_providers_is_given_but_not_left_for_others()
    {
        var shared = new FakeSharedCache();
        var record = new FakeRecord { Candles = { FakeRecord.Candle(Given.Now.AddMinutes(-5), 200) } };
        await using var host = await ServingHost.StartAsync(setup => setup.Services = services => services.AddSingleton<ISharedCache>(shared).AddSingleton<IPriceRecord>(record));

        Assert.Equal(("recorded", 1), ((await host.GetAsync(History)).Json.GetProperty("source").GetString(), (await host.GetAsync(History)).Json.GetProperty("count").GetInt32()));
        Assert.Empty(shared.Held);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[1]")]
    [InlineData("{\"symbol\":\"BTC\"}{}")]
    [InlineData("{\"symbol\":")]
    [InlineData("")]
    public async Task What_others_wrote_there_is_given_only_when_it_is_an_answer(string body)
    {
        var shared = new FakeSharedCache { Held = { ["history:BTC:1d"] = (Encoding.UTF8.GetBytes(body), TimeSpan.FromMinutes(20)) } };
        var past = new FakePast();
        await using var host = await ServingHost.StartAsync(setup => setup.Services = services => services
            .AddSingleton<ISharedCache>(shared).AddSingleton<IPriceHistorySource>(past).AddSingleton<ICandleSource>(past));

        Assert.Equal(2, (await host.GetAsync(History)).Json.GetProperty("count").GetInt32());
        Assert.Equal(TimeSpan.FromMinutes(30), shared.Held["history:BTC:1d"].Left);
    }

    [Theory]
    [InlineData("BTC/history", "invalid_period")]
    [InlineData("BTC/history?period=", "invalid_period")]
    [InlineData("BTC/history?period=2d", "invalid_period")]
    [InlineData("BTC/history?period=1D", "invalid_period")]
    [InlineData("BTC/history?period=*", "invalid_period")]
    [InlineData("BTC/history?period=1d&period=1w", "invalid_period")]
    [InlineData("BTC/ohlcv", "invalid_period")]
    [InlineData("BTC/ohlcv?period=-1d&interval=1h", "invalid_period")]
    [InlineData("BTC/ohlcv?period=1d&interval=", "invalid_interval")]
    [InlineData("BTC/ohlcv?period=1d&interval=1s", "invalid_interval")]
    [InlineData("BTC/ohlcv?period=1d&interval=2h", "invalid_interval")]
    [InlineData("BTC/ohlcv?period=1d&interval=1h&interval=1h", "invalid_interval")]
    [InlineData("BTC/ohlcv?period=all&interval=1h", "invalid_interval")]
    [InlineData("BTC/ohlcv?period=5y&interval=1m", "invalid_interval")]
    [InlineData("B!C/history?period=1d", "invalid_currency")]
    [InlineData("USD/history?period=1d", "invalid_currency")]
    [InlineData("EUR-EUR/ohlcv?period=1d", "invalid_currency")]
    public async Task What_is_wrong_is_said_and_nobody_is_asked(string path, string code)
    {
        var past = new FakePast();
        await using var host = await StartAsync(past);

        (await host.GetAsync($"/api/v1/prices/{path}")).IsProblem(400, code);
        Assert.Equal((0, 0), (past.Calls, host.Service<AnswerCache>().Count));
    }

    [Fact]
    public async Task An_unknown_symbol_is_a_404_and_nobody_is_asked()
    {
        var past = new FakePast();
        await using var host = await StartAsync(past);

        (await host.GetAsync("/api/v1/prices/NOSUCH/history?period=1d")).IsProblem(404, "unknown_symbol");
        Assert.Equal((0, 0), (past.Calls, host.Service<AnswerCache>().Count));
    }

    [Fact]
    public async Task Every_period_takes_every_interval_that_gives_few_enough_bars()
    {
        await using var host = await StartAsync(new FakePast());
        foreach (var period in PricePeriod.All)
        {
            foreach (var interval in PricePeriod.Intervals)
            {
                var reply = await host.GetAsync($"/api/v1/prices/BTC/ohlcv?period={period.Code}&interval={interval.Code()}");
                Assert.Equal(period.Takes(interval) ? 200 : 400, reply.Status);
            }

            Assert.True(period.Takes(period.Bars));
        }
    }

    private static async Task<ServingHost> StartAsync(FakePast past, FakeRecord? record = null, FakePast? next = null, bool tick = true)
    {
        var host = await ServingHost.StartAsync(setup => setup.Services = services =>
        {
            foreach (var source in new[] { past, next }.OfType<FakePast>())
            {
                services.AddSingleton<IPriceHistorySource>(source).AddSingleton<ICandleSource>(source);
            }

            if (record is not null)
            {
                services.AddSingleton<IPriceRecord>(record);
            }
        });
        host.Engine.Tick(tick ? "BTC/USD" : "USD/EUR", tick ? 82_000m : 0.8m);
        return host;
    }
}
