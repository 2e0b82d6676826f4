using System.Text.Json;
using FxOrleans.Pricing;
using FxOrleans.Serving.Tests.Prices;
using FxOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Serving.Tests;

/// <summary><c>GET /rate?…&amp;at=</c>: what was the price then, and from what it is known.</summary>
public sealed class PastRateTests
{
    private static readonly DateTimeOffset Then = new(2026, 2, 3, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task It_is_the_last_tick_of_then_and_says_from_what()
    {
        await using var host = await StartAsync(new BookRecord().Tick("USD/EUR", 0.9m, Then, spread: 0.002m).Tick("USD/EUR", 0.95m, Then.AddSeconds(10)));

        var rate = await ReadAsync(host, "/rate?from=USD&to=EUR&at=2026-02-03T12:00:05Z");

        Assert.Equal((0.9m, 0.899m, 0.901m), (Number(rate, "price"), Number(rate, "bid"), Number(rate, "ask")));
        Assert.Equal("2026-02-03T12:00:00Z 2026-02-03T12:00:05Z 1s decided", Texts(rate, "timestamp", "as_of", "resolution", "record"));
        Assert.Equal((7m, 3m), (Number(rate, "epoch"), Number(rate, "sequence")));
        var leg = Assert.Single(rate.GetProperty("legs").EnumerateArray());
        Assert.Equal("USD EUR 2026-02-03T12:00:00Z 1s decided", Texts(leg, "from", "to", "timestamp", "resolution", "record"));
    }

    [Fact]
    public async Task The_inverse_and_the_cross_come_from_recorded_legs()
    {
        await using var host = await StartAsync(new BookRecord()
            .Tick("EUR/USD", 1.25m, Then.AddHours(-1), CandleOrigin.Loaded)
            .Tick("EUR/JPY", 160m, Then, simulated: true));

        var inverse = await ReadAsync(host, "/rate?from=USD&to=EUR&at=2026-02-03T12:00:00Z");
        var cross = await ReadAsync(host, "/rate?from=USD&to=JPY&at=2026-02-03T12:00:00Z");

        Assert.Equal(0.8m, Number(inverse, "price"));
        Assert.Equal(128m, Number(cross, "price"));
        Assert.Equal("2026-02-03T11:00:00Z loaded", Texts(cross, "timestamp", "record"));
        Assert.True(cross.GetProperty("simulated").GetBoolean());
        Assert.Equal(["EUR"], cross.GetProperty("via").EnumerateArray().Select(via => via.GetString()));
        Assert.Equal(2, cross.GetProperty("legs").GetArrayLength());
    }

    [Fact]
    public async Task Two_bridges_lead_from_a_coin_to_a_currency_of_the_euro_table()
    {
        await using var host = await StartAsync(new BookRecord()
            .Tick("BTC/USD", 50_000m, Then)
            .Tick("EUR/USD", 1.25m, Then)
            .Tick("EUR/SEK", 11m, Then));

        var rate = await ReadAsync(host, "/rate?from=BTC&to=SEK&at=2026-02-03T12:00:00Z");

        Assert.Equal(440_000m, Number(rate, "price"));
    }

    [Fact]
    public async Task A_fixing_stands_over_its_weekend_and_is_stale_afterwards()
    {
        var friday = new DateTimeOffset(2026, 1, 30, 0, 0, 0, TimeSpan.Zero);
        await using var host = await StartAsync(new BookRecord().Tick("EUR/USD", 1.25m, friday, CandleOrigin.Loaded));

        Assert.Equal("indicative", Texts(await ReadAsync(host, "/rate?from=EUR&to=USD&at=2026-02-01T12:00:00Z"), "status"));
        Assert.Equal("stale", Texts(await ReadAsync(host, "/rate?from=EUR&to=USD&at=2026-02-03T12:00:00Z"), "status"));
        Assert.Equal("503 rate_stale", Problem(await host.GetAsync("/rate?from=EUR&to=USD&at=2026-02-03T12:00:00Z&max_age=1d")));
    }

    [Theory]
    [InlineData("2026-02-03T13:00:00%2B01:00")]
    [InlineData("2026-02-03T13:00:00+01:00")]
    [InlineData("2026-02-03T12:00")]
    [InlineData("2026-02-03T12:00:00.0000000Z")]
    public async Task A_moment_may_be_written_in_several_ways(string at)
    {
        await using var host = await StartAsync(new BookRecord().Tick("USD/EUR", 0.9m, Then));

        Assert.Equal("2026-02-03T12:00:00Z", Texts(await ReadAsync(host, $"/rate?from=USD&to=EUR&at={at}"), "as_of"));
    }

    [Theory]
    [InlineData("from=USD&to=EUR&at=yesterday", "400 invalid_query")]
    [InlineData("from=USD&to=EUR&at=2026-02-30T12:00:00Z", "400 invalid_query")]
    [InlineData("from=USD&to=EUR&at=2026-02-03T12:00:00Z&at=2026-02-03", "400 invalid_query")]
    [InlineData("from=USD&to=EUR&at=9999-12-31T23:59:59Z", "400 invalid_query")]
    [InlineData("from=USD&to=EUR&at=", "400 missing_parameter")]
    [InlineData("from=USD&to=QQQQ&at=2026-02-03T12:00:00Z", "400 invalid_currency")]
    [InlineData("to=EUR&at=2026-02-03T12:00:00Z", "400 missing_parameter")]
    [InlineData("from=USD&to=EUR&at=2026-02-03T12:00:00Z&max_age=old", "400 invalid_max_age")]
    [InlineData("from=USD&to=EUR&at=0001-01-01", "404 no_price")]
    [InlineData("from=USD&to=EUR&at=2026-02-03T11:59:59.999Z", "404 no_price")]
    [InlineData("from=GBP&to=CHF&at=2026-02-03T12:00:00Z", "404 no_price")]
    public async Task What_cannot_be_answered_has_its_code(string query, string problem)
    {
        await using var host = await StartAsync(new BookRecord().Tick("USD/EUR", 0.9m, Then));

        Assert.Equal(problem, Problem(await host.GetAsync($"/rate?{query}")));
    }

    [Fact]
    public async Task An_asset_in_itself_was_one_and_a_host_without_a_record_knows_nothing()
    {
        await using var host = await ServingHost.StartAsync();

        Assert.Equal(1m, Number(await ReadAsync(host, "/rate?from=USD&to=USD&at=2026-02-03T12:00:00Z"), "price"));
        Assert.Equal("404 no_price", Problem(await host.GetAsync("/rate?from=USD&to=EUR&at=2026-02-03T12:00:00Z")));
    }

    [Fact]
    public async Task An_unrecorded_pair_asks_the_record_twice_and_a_record_that_is_busy_is_said_to_be()
    {
        var record = new FakeRecord();
        await using var host = await StartAsync(record);

        Assert.Equal("404 no_price", Problem(await host.GetAsync("/rate?from=GBP&to=CHF&at=2026-02-03T12:00:00Z")));
        Assert.Equal(2, record.Reads.Count(read => read.Contains(Given.Pair("GBP/CHF")) || read.Contains(Given.Pair("GBP/USD"))));
        record.IsBusy = true;
        var busy = await host.GetAsync("/rate?from=GBP&to=CHF&at=2026-02-03T12:00:00Z");

        busy.IsProblem(503, "upstream_unavailable");
        Assert.Equal("1", busy.Headers["Retry-After"]);
    }

    private static Task<ServingHost> StartAsync(IPriceRecord record) =>
        ServingHost.StartAsync(setup => setup.Services = services => services.AddSingleton<IPriceRecord>(record));

    private static async Task<JsonElement> ReadAsync(ServingHost host, string path)
    {
        var reply = await host.GetAsync(path);
        Assert.True(reply.Status == 200, reply.Body);
        return reply.Json;
    }

    private static string Problem(Reply reply) => $"{reply.Status} {reply.Json.GetProperty("code").GetString()}";

    private static decimal Number(JsonElement rate, string field) => rate.GetProperty(field).GetDecimal();

    private static string Texts(JsonElement rate, params string[] fields) => string.Join(' ', fields.Select(field => rate.GetProperty(field).GetString()));
}
