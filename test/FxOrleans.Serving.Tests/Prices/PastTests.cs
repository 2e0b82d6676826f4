using System.Text.Json;
using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Prices;

/// <summary><c>/history</c> and <c>/ohlcv</c>: what they tell, from the record and from providers.</summary>
public sealed class PastTests
{
    [Fact]
    public async Task History_is_points_of_the_provider_where_nothing_was_recorded()
    {
        await using var host = await PastHost.StartAsync(new FakePast());

        var reply = await host.GetAsync(PastHost.History);

        Assert.Equal(
            """{"symbol":"BTC","period":"1d","count":2,"source":"provider","provider":"Upstream","recorded_from":null,"simulated":false,"as_of":"2026-03-05T14:00:00Z","data":[{"timestamp":"2026-03-05T12:00:00Z","price":100.5},{"timestamp":"2026-03-05T13:00:00Z","price":101}]}""",
            reply.Body);
    }

    [Fact]
    public async Task Bars_have_their_open_their_interval_and_their_volume()
    {
        await using var host = await PastHost.StartAsync(new FakePast());

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

        await using var host = await PastHost.StartAsync(past, record);
        var json = (await host.GetAsync(PastHost.History)).Json;

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

        await using var host = await PastHost.StartAsync(past, record);
        var json = (await host.GetAsync(PastHost.History)).Json;

        Assert.Equal(("recorded", 0), (json.GetProperty("source").GetString(), past.Calls));
    }

    [Fact]
    public async Task Behind_a_hole_in_the_record_the_provider_is_believed()
    {
        var record = new FakeRecord { Candles = { FakeRecord.Candle(Given.Now.AddHours(-20), 1), FakeRecord.Candle(Given.Now.AddMinutes(-5), 200), FakeRecord.Candle(Given.Now, 201) } };
        await using var host = await PastHost.StartAsync(new FakePast(), record);

        var prices = (await host.GetAsync(PastHost.History)).Json.GetProperty("data").EnumerateArray().Select(point => point.GetProperty("price").GetDecimal());

        Assert.Equal([100.5m, 101m, 200m, 201m], prices);
    }

    [Theory]
    [InlineData(true, false, "provider", false)]
    [InlineData(false, true, "recorded", false)]
    [InlineData(true, true, "both", true)]
    public async Task Real_and_simulated_are_never_put_together(bool recorded, bool upstream, string source, bool simulated)
    {
        var record = new FakeRecord { Candles = { FakeRecord.Candle(Given.Now.AddMinutes(-5), 200, recorded) } };
        await using var host = await PastHost.StartAsync(new FakePast { Simulated = upstream }, record);

        var json = (await host.GetAsync(PastHost.History)).Json;

        Assert.Equal((source, simulated), (json.GetProperty("source").GetString(), json.GetProperty("simulated").GetBoolean()));
    }

    [Fact]
    public async Task A_provider_that_fails_is_followed_by_the_next_and_daily_points_serve_where_there_are_no_finer_ones()
    {
        var failing = new FakePast("Failing") { Failure = new ProviderException(ProviderFailureKind.HttpStatus, "500") };
        var daily = new FakePast("Daily") { Finest = TimeSpan.FromDays(1) };
        await using var host = await PastHost.StartAsync(failing, next: daily);

        Assert.Equal("Daily", (await host.GetAsync(PastHost.History)).Json.GetProperty("provider").GetString());
    }

    [Fact]
    public async Task The_recorded_rate_in_force_when_the_period_begins_belongs_to_it()
    {
        var friday = Given.Now.AddDays(-3);
        var record = new FakeRecord
        {
            DayAgo = new RecordedPrice(Given.Pair("EUR/PLN"), 4.25m, 0, 0, new TickOrder(friday, 0, 0), CandleInterval.Day, CandleOrigin.Loaded, false),
        };
        await using var host = await PastHost.StartAsync(new FakePast { Failure = new ProviderException(ProviderFailureKind.HttpStatus, "404") }, record);

        var json = (await host.GetAsync("/api/v1/prices/EUR-PLN/history?period=1d")).Json;

        Assert.Equal((1, "recorded"), (json.GetProperty("count").GetInt32(), json.GetProperty("source").GetString()));
        Assert.Equal("""[{"timestamp":"2026-03-02T14:00:00Z","price":4.25}]""", json.GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task Of_a_providers_fixings_the_last_before_the_period_belongs_to_it_and_no_earlier_one()
    {
        var fixings = new FakePast("Fixings")
        {
            Finest = TimeSpan.FromDays(1),
            Points = [.. Enumerable.Range(1, 5).Reverse().Select(day => new PastPrice(Given.Today.AddDays(-1 - day), 4m + (day / 100m)))],
        };
        await using var host = await PastHost.StartAsync(fixings);

        var json = (await host.GetAsync("/api/v1/prices/EUR-PLN/history?period=1d")).Json;

        Assert.Equal("""[{"timestamp":"2026-03-03T00:00:00Z","price":4.01}]""", json.GetProperty("data").GetRawText());
        Assert.Equal(Given.Now.AddDays(-5), fixings.AskedFrom);
    }

    [Fact]
    public async Task A_priced_symbol_without_a_past_has_an_empty_one()
    {
        await using var host = await PastHost.StartAsync(new FakePast { Bars = [] });

        var json = (await host.GetAsync("/api/v1/prices/BTC/ohlcv?period=1d&interval=1m")).Json;

        Assert.Equal((0, 0, JsonValueKind.Null), (json.GetProperty("count").GetInt32(), json.GetProperty("data").GetArrayLength(), json.GetProperty("source").ValueKind));
    }
}
