using System.Text.Json;
using FxOrleans.Pricing;
using FxOrleans.Serving.Tests.Hub;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Http;

/// <summary>Every price says what it may be used for, and why not for more.</summary>
public sealed class UsageTests
{
    private static readonly Price Fixing =
        Given.Price("USD/NGN", 1500m, Given.Today) with { Kind = SourceKind.Fixing, Quorate = false, Sources = 1, FreshUntil = Given.Now.AddDays(3) };

    [Fact]
    public async Task A_firm_price_has_no_reasons_and_any_other_has_them_everywhere()
    {
        await using var host = await HostAsync();

        Assert.Equal("firm", Of((await host.GetAsync("/rate?from=USD&to=EUR")).Json));
        Assert.Equal("indicative too_few_sources,fixing_only", Of((await host.GetAsync("/rate?from=USD&to=NGN")).Json));
        Assert.Equal("indicative too_few_sources,fixing_only", Of((await host.GetAsync("/rate?from=EUR&to=NGN")).Json)); // As its worst leg.
        Assert.Equal("indicative too_few_sources,fixing_only", Of((await host.GetAsync("/convert?from=USD&to=NGN&amount=1")).Json));
        Assert.Equal("firm", Of((await host.GetAsync("/rate?from=USD&to=USD")).Json));
        var rows = (await host.GetAsync("/rates/latest?base=USD&symbols=EUR,NGN")).Json.GetProperty("prices");
        Assert.Equal(["firm", "indicative too_few_sources,fixing_only"], rows.EnumerateArray().Select(Of));
        await using var hub = await host.ConnectHubAsync();
        await hub.SubscribeAsync("USD/NGN");
        Assert.Equal("indicative too_few_sources,fixing_only", Of((await hub.TickAsync(_ => true, "a tick")).Json));
        Assert.False((await host.GetAsync("/rates?from=USD&to=NGN")).Json.TryGetProperty("usage", out _));
    }

    [Fact]
    public async Task An_explanation_tells_what_was_found_and_what_it_was_held_against()
    {
        await using var host = await HostAsync();

        var json = (await host.GetAsync("/rate/explain?from=EUR&to=NGN")).Json;

        const string Reasons = """[{"code":"too_few_sources","value":1,"threshold":2},{"code":"fixing_only","value":"fixing","threshold":"live"}]""";
        Assert.Equal(("indicative", Reasons), (json.GetProperty("usage").GetString(), json.GetProperty("reasons").GetRawText()));
        Assert.Equal(["firm", "indicative"], json.GetProperty("legs").EnumerateArray().Select(leg => leg.GetProperty("usage").GetString()));
        Assert.Equal(Reasons, json.GetProperty("legs")[1].GetProperty("reasons").GetRawText());
        Assert.Equal(20, json.GetProperty("policy").GetProperty("usage").GetProperty("maxConfidence").GetDouble());
    }

    [Theory]
    [InlineData("/rate?from=USD&to=EUR&usage=firm", 200)]
    [InlineData("/rate?from=USD&to=NGN&usage=firm", 503)]
    [InlineData("/convert?from=USD&to=EUR&amount=1&usage=firm", 200)]
    [InlineData("/convert?from=USD&to=NGN&amount=1&usage=firm", 503)]
    [InlineData("/rate/explain?from=EUR&to=NGN&usage=firm", 503)]
    public async Task Whoever_asks_for_firm_prices_gets_no_other(string path, int status)
    {
        await using var host = await HostAsync();

        var reply = await host.GetAsync(path);

        Assert.Equal(status, reply.Status);
        if (status == 503)
        {
            reply.IsProblem(503, "not_firm");
            Assert.Equal("""["too_few_sources","fixing_only"]""", reply.Json.GetProperty("reasons").GetRawText());
        }
    }

    [Theory]
    [InlineData("/rate?from=USD&to=EUR&usage=")]
    [InlineData("/rate?from=USD&to=EUR&usage=indicative")]
    [InlineData("/rate?from=USD&to=EUR&usage=firm&usage=firm")]
    [InlineData("/convert?from=USD&to=EUR&amount=1&usage=FIRM")]
    [InlineData("/rates/latest?base=USD&usage=any")]
    [InlineData("/rate/explain?from=USD&to=EUR&usage=any")]
    public async Task There_is_no_other_usage_to_ask_for(string path)
    {
        await using var host = await HostAsync();
        (await host.GetAsync(path)).IsProblem(400, "invalid_usage");
    }

    [Fact]
    public async Task A_table_of_firm_prices_names_those_that_it_leaves_out()
    {
        await using var host = await HostAsync();

        var json = (await host.GetAsync("/rates/latest?base=USD&symbols=EUR,NGN,KWD&usage=firm")).Json;

        Assert.Equal("""{"EUR":0.8}""", json.GetProperty("rates").GetRawText());
        Assert.Equal(["KWD", "NGN"], json.GetProperty("missing").EnumerateArray().Select(code => code.GetString()).Order());
    }

    [Fact]
    public async Task Time_alone_takes_a_price_from_firm_to_refused_and_whoever_watches_is_told()
    {
        await using var host = await HostAsync();
        await using var hub = await host.ConnectHubAsync();
        await hub.SubscribeAsync("USD/EUR");
        var before = await host.GetAsync("/rate?from=USD&to=EUR");

        host.Advance(TimeSpan.FromSeconds(11));

        var after = await host.GetAsync("/rate?from=USD&to=EUR");
        Assert.Equal(("firm", "refuse stale"), (Of(before.Json), Of(after.Json)));
        Assert.NotEqual(before.ETag, after.ETag);
        await hub.TickAsync(tick => Of(tick.Json) == "refuse stale", "the end of it");
    }

    [Fact]
    public async Task A_market_that_closes_ends_firm_prices_at_that_moment()
    {
        // A Friday, a second before 17:00 in New York's winter.
        var closing = new DateTimeOffset(2026, 3, 6, 22, 0, 0, TimeSpan.Zero);
        var policy = new PricingPolicy { MaxAge = TimeSpan.FromHours(1) };
        await using var host = await ServingHost.StartAsync(setup => (setup.Time, setup.Policy) = (new FakeTime(closing.AddSeconds(-1)), policy));
        host.Engine.TickAll([Given.Price("USD/EUR", 0.8m, closing.AddSeconds(-1)), Given.Price("BTC/USD", 80_000m, closing.AddSeconds(-1)), Given.Price("USD/JPY", 160m, closing.AddSeconds(-1)) with { Simulated = true }]);

        Assert.Equal("firm", Of((await host.GetAsync("/rate?from=USD&to=EUR")).Json));
        host.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("indicative market_closed", Of((await host.GetAsync("/rate?from=USD&to=EUR")).Json));
        Assert.Equal("firm", Of((await host.GetAsync("/rate?from=BTC&to=USD")).Json));
        Assert.Equal("firm", Of((await host.GetAsync("/rate?from=USD&to=JPY")).Json));
        host.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal("indicative market_closed", Of((await host.GetAsync("/rate?from=USD&to=EUR")).Json));
    }

    private static Task<ServingHost> HostAsync() => ServingHost.StartAsync(setup => setup.Prices = [Given.Price("USD/EUR", 0.8m), Fixing]);

    private static string Of(JsonElement price) => price.GetProperty("usage").GetString()
        + (price.TryGetProperty("reasons", out var reasons) ? $" {string.Join(',', reasons.EnumerateArray().Select(reason => reason.GetString()))}" : "");
}
