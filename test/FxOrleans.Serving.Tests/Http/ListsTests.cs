using System.Text.Json;
using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Http;

/// <summary><c>GET /currencies</c> and <c>GET /providers</c>.</summary>
public sealed class ListsTests
{
    [Fact]
    public async Task Currencies_have_number_name_and_minor_units()
    {
        await using var host = await ServingHost.StartAsync();

        var reply = await host.GetAsync("/currencies");

        Assert.Equal("public, max-age=3600", reply.Headers["Cache-Control"]);
        var rows = reply.Json.EnumerateArray().ToDictionary(row => row.GetProperty("code").GetString()!, row => row.GetRawText());
        Assert.Equal("""{"code":"JPY","number":"392","name":"Yen","minorUnits":0,"class":"currency"}""", rows["JPY"]);
        Assert.Equal("""{"code":"XAU","number":"959","name":"Gold","class":"metal"}""", rows["XAU"]);
        Assert.Equal("""{"code":"BGN","number":"975","name":"Bulgarian Lev","minorUnits":2,"class":"currency","dead":true,"lastDay":"2025-12-31"}""", rows["BGN"]);
        Assert.Equal("coin", JsonDocument.Parse(rows["BTC"]).RootElement.GetProperty("class").GetString());
        Assert.Equal("stock", JsonDocument.Parse(rows["AAPL"]).RootElement.GetProperty("class").GetString());
        Assert.Equal(AssetCatalog.Count, rows.Count);
    }

    [Fact]
    public async Task Providers_are_told_as_the_engine_tells_them()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Providers.Add(new ProviderStatus
        {
            Name = "Ecb",
            State = "degraded",
            Kind = "fixing",
            LastSuccess = Given.Now,
            LastFailure = new ProviderFailure(Given.Now.AddSeconds(-1), "unreadable", "It was HTML."),
            Accepted = 7,
            Rejected = 2,
            Failures = new Dictionary<string, long> { ["unreadable"] = 1 },
            Rejections = new Dictionary<string, long> { ["stale"] = 2 },
            QuotaLeft = 59,
            Attribution = "ECB",
        });

        var reply = await host.GetAsync("/providers");

        var row = Assert.Single(reply.Json.EnumerateArray());
        Assert.Equal(("Ecb", "degraded", 7, 2, 59, "ECB"), (
            row.GetProperty("name").GetString(),
            row.GetProperty("state").GetString(),
            row.GetProperty("accepted").GetInt32(),
            row.GetProperty("rejected").GetInt32(),
            row.GetProperty("quotaLeft").GetInt32(),
            row.GetProperty("attribution").GetString()));
        Assert.Equal(Given.Now, row.GetProperty("lastSuccess").GetDateTimeOffset());
        Assert.Equal(("unreadable", Given.Now.AddSeconds(-1)), (
            row.GetProperty("lastFailure").GetProperty("kind").GetString(), row.GetProperty("lastFailure").GetProperty("at").GetDateTimeOffset()));
    }

    [Fact]
    public async Task A_provider_shows_lag_outlier_rate_and_failures_by_kind()
    {
        var meter = new ProviderMeter(new FakeProvider(Given.Live("Polled")), new FakeTime());
        meter.Judged(Given.Quote("USD/EUR", 0.88m, Given.Now.AddSeconds(-2.5)), Verdict.Accepted);
        meter.Judged(Given.Quote("USD/EUR", 88m, Given.Now.AddSeconds(-2)), Verdict.Scaled);
        meter.Failed(ProviderFailureKind.Timeout, "Late.");
        meter.Failed(ProviderFailureKind.Timeout, "Late.");

        var row = await RowAsync(meter);

        Assert.Equal(("failing", "live", 2, 0.5), (Text(row, "state"), Text(row, "kind"), row.GetProperty("lag").GetDouble(), row.GetProperty("outlierRate").GetDouble()));
        Assert.Equal(("""{"timeout":2}""", """{"scaled":1}"""), (row.GetProperty("failures").GetRawText(), row.GetProperty("rejections").GetRawText()));
        Assert.Equal(Given.Now, row.GetProperty("since").GetDateTimeOffset());
    }

    [Theory]
    [InlineData("EUR/USD", "closed_market")]
    [InlineData("BTC/USD", "ok")]
    public async Task A_provider_whose_markets_are_closed_for_the_weekend_says_so(string pair, string state)
    {
        var time = new FakeTime();
        var meter = new ProviderMeter(new FakeProvider(Given.Live("Polled")), time);
        meter.Judged(Given.Quote(pair, 1.1m), Verdict.Accepted);
        time.Advance(new DateTimeOffset(2026, 3, 7, 12, 0, 0, TimeSpan.Zero) - Given.Now);
        meter.Answered(new ProviderAnswer([], []));

        Assert.Equal(state, Text(await RowAsync(meter), "state"));
    }

    [Fact]
    public async Task A_stream_that_falls_silent_is_degraded_and_then_failing()
    {
        var time = new FakeTime();
        var stream = new StreamingFeed(Given.Live("Push"));
        var meter = new ProviderMeter(stream, time);
        meter.Answered(new ProviderAnswer([], []));
        var states = new List<string?> { Text(await RowAsync(meter), "state") };
        foreach (var wait in new[] { 1.5, 2 })
        {
            time.Advance(stream.Terms.Timeout * wait);
            states.Add(Text(await RowAsync(meter), "state"));
        }

        Assert.Equal(["ok", "degraded", "failing"], states);
    }

    [Fact]
    public async Task No_providers_are_an_empty_list()
    {
        await using var host = await ServingHost.StartAsync();

        Assert.Equal("[]", (await host.GetAsync("/providers")).Body);
    }

    private static async Task<JsonElement> RowAsync(ProviderMeter meter)
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Providers.Add(meter.Status());
        return Assert.Single((await host.GetAsync("/providers")).Json.EnumerateArray());
    }

    private static string? Text(JsonElement row, string name) => row.GetProperty(name).GetString();
}
