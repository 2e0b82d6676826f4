using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Http;

/// <summary><c>GET /rate</c>: the prices themselves, and the shape in which they leave.</summary>
public sealed class RateTests
{
    private static readonly string[] Fields =
        ["from", "to", "price", "timestamp", "bid", "ask", "confidence", "status", "sources", "via", "simulated", "epoch", "sequence", "usage"];

    [Fact]
    public async Task A_direct_price_has_every_field_and_every_digit()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick(Given.Price("USD/EUR", 0.88022500m, 0.88022588123456789m, 0.8803m, Given.Now.AddMilliseconds(-123)) with { Confidence = 0.000012345678m, Sources = 3 });

        var reply = await host.GetAsync("/rate?from=USD&to=EUR");

        Assert.Equal(200, reply.Status);
        Assert.Equal("application/json", reply.ContentType);
        Assert.Equal("no-cache", reply.Headers["Cache-Control"]);
        Assert.Equal(
            """{"from":"USD","to":"EUR","price":0.88022588123456789,"timestamp":"2026-03-05T13:59:59.877Z","bid":0.88022500,"ask":0.8803,"confidence":0.000012345678,"status":"live","sources":3,"via":[],"simulated":false,"epoch":1000,"sequence":1,"usage":"firm"}""",
            reply.Body);
        Assert.Equal(Fields, reply.Json.EnumerateObject().Select(field => field.Name));
    }

    [Fact]
    public async Task Whole_seconds_are_written_without_a_fraction()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.9m, Given.Today);

        Assert.Equal("2026-03-05T00:00:00Z", (await host.GetAsync("/rate?from=USD&to=EUR")).Json.GetProperty("timestamp").GetString());
    }

    [Fact]
    public async Task An_inverse_swaps_bid_and_ask()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick(Given.Price("USD/EUR", 0.5m, 0.8m, 1m));

        var rate = (await host.GetAsync("/rate?from=EUR&to=USD")).Json;

        Assert.Equal((1.25m, 1m, 2m), (rate.GetProperty("price").GetDecimal(), rate.GetProperty("bid").GetDecimal(), rate.GetProperty("ask").GetDecimal()));
        Assert.Equal(0, rate.GetProperty("via").GetArrayLength());
    }

    [Fact]
    public async Task A_cross_names_its_bridge_and_is_as_old_as_its_oldest_leg()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        host.Engine.Tick("USD/JPY", 160m, Given.Now.AddSeconds(-4));

        var rate = (await host.GetAsync("/rate?from=EUR&to=JPY")).Json;

        Assert.Equal(200m, rate.GetProperty("price").GetDecimal());
        Assert.Equal("""["USD"]""", rate.GetProperty("via").GetRawText());
        Assert.Equal("2026-03-05T13:59:56Z", rate.GetProperty("timestamp").GetString());
        Assert.Equal("live", rate.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_cross_may_need_two_bridges()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("BTC/USD", 60_000m);
        host.Engine.Tick("USD/EUR", 0.5m);
        host.Engine.Tick("EUR/CHF", 2m);

        var rate = (await host.GetAsync("/rate?from=BTC&to=CHF")).Json;

        Assert.Equal(60_000m, rate.GetProperty("price").GetDecimal());
        Assert.Equal("""["USD","EUR"]""", rate.GetProperty("via").GetRawText());
    }

    [Fact]
    public async Task A_cross_of_a_simulated_and_a_real_leg_says_that_it_is_simulated()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        host.Engine.Tick(Given.Price("USD/JPY", 160m) with { Simulated = true });

        Assert.True((await host.GetAsync("/rate?from=EUR&to=JPY")).Json.GetProperty("simulated").GetBoolean());
        Assert.False((await host.GetAsync("/rate?from=USD&to=EUR")).Json.GetProperty("simulated").GetBoolean());
    }

    [Theory]
    [InlineData("/rate?from=EUR&to=EUR")]
    [InlineData("/rate?from=EUR&to=eur&max_age=1ms")]
    [InlineData("/rate?from=XPD&to=XPD")]
    public async Task An_asset_in_itself_costs_one_whatever_is_priced(string path)
    {
        await using var host = await ServingHost.StartAsync(setup => setup.Time = new FakeTime(Given.Now.AddMilliseconds(999)));

        var rate = (await host.GetAsync(path)).Json;

        Assert.Equal((1m, 1m, 1m), (rate.GetProperty("price").GetDecimal(), rate.GetProperty("bid").GetDecimal(), rate.GetProperty("ask").GetDecimal()));
        Assert.Equal("live", rate.GetProperty("status").GetString());
        Assert.Equal("2026-03-05T14:00:00Z", rate.GetProperty("timestamp").GetString());
    }

    [Theory]
    [InlineData("/rate?from=usd&to=eur")]
    [InlineData("/rate?to=EUR&from=USD")]
    [InlineData("/rate?from=%55SD&to=EUR")]
    [InlineData("/rate?from=USD&to=EUR&max_age=1d")]
    [InlineData("/rate?from=USD&to=EUR&unknown=1")]
    [InlineData("/RATE?from=USD&to=EUR")]
    public async Task The_routed_path_and_the_fast_one_give_the_same_answer(string path)
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.88022588m);
        var fast = await host.GetAsync("/rate?from=USD&to=EUR");

        var other = await host.GetAsync(path);

        Assert.Equal(200, other.Status);
        Assert.Equal(fast.Bytes, other.Bytes);
        Assert.Equal(fast.ContentType, other.ContentType);
        Assert.Equal((fast.ETag, fast.Headers["Cache-Control"]), (other.ETag, other.Headers["Cache-Control"]));
    }

    [Fact]
    public async Task A_pair_that_nobody_quotes_and_no_bridge_leads_to_has_no_price()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.88m);

        (await host.GetAsync("/rate?from=USD&to=JPY")).IsProblem(404, "no_price");
        (await host.GetAsync("/rate?from=BGN&to=EUR")).IsProblem(404, "no_price");
    }

    [Fact]
    public async Task A_direct_quote_takes_the_place_of_a_cross_at_once()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        host.Engine.Tick("USD/GBP", 0.4m);
        var cross = await host.RateAsync("EUR", "GBP");
        Assert.Equal(0.5m, cross.Price);

        host.Engine.Tick("EUR/GBP", 0.6m);

        var direct = await host.RateAsync("EUR", "GBP");
        Assert.Equal(0.6m, direct.Price);
        Assert.True(direct.MayFollow(cross) && (direct.Epoch, direct.Sequence) != (cross.Epoch, cross.Sequence), $"{direct} after {cross}");
    }

    [Fact]
    public async Task A_cross_whose_bridge_went_stale_finds_another()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        host.Engine.Tick("USD/JPY", 160m);
        var first = await host.RateAsync("EUR", "JPY");
        Assert.Equal(200m, first.Price);

        host.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal("stale", (await host.RateAsync("EUR", "JPY")).Status);
        host.Engine.Tick("EUR/GBP", 0.5m, Given.Now.AddSeconds(20));
        host.Engine.Tick("GBP/JPY", 402m, Given.Now.AddSeconds(20));
        host.Advance(TimeSpan.FromSeconds(2));

        var found = await host.RateAsync("EUR", "JPY");
        Assert.Equal((201m, "live"), (found.Price, found.Status));
        Assert.True(found.MayFollow(first), $"{found} after {first}");
    }

    [Fact]
    public async Task HEAD_says_what_GET_would_without_the_body()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.88m);
        foreach (var path in (string[])["/rate?from=USD&to=EUR", "/currencies", "/health/live", "/rates/latest?base=USD"])
        {
            var get = await host.GetAsync(path);
            var head = await host.SendAsync(HttpMethod.Head, path);

            Assert.Equal((200, ""), (head.Status, head.Body));
            Assert.Equal((get.ContentType, get.Headers.GetValueOrDefault("Content-Length")), (head.ContentType, head.Headers.GetValueOrDefault("Content-Length")));
        }

        Assert.Equal(404, (await host.SendAsync(HttpMethod.Head, "/nothing")).Status);
    }
}
