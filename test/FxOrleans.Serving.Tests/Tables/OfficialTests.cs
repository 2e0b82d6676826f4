using System.Text;
using FxOrleans.Pricing;
using FxOrleans.Serving.Tests.Prices;
using FxOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Serving.Tests.Tables;

/// <summary><c>GET /rates/official</c>: one institution's own rates. The clock says Thursday, 5 March 2026, before the fixing.</summary>
public sealed class OfficialTests
{
    [Theory]
    [InlineData("2026-03-03", "2026-03-03")]
    [InlineData("2026-03-05", "2026-03-04")]
    [InlineData("2026-03-01", "2026-02-27")] // A Sunday, and the month's first fixing is yet to come.
    [InlineData("2999-01-01", "2026-03-04")]
    public async Task Of_a_date_or_of_the_last_before_it_with_the_digits_as_published(string date, string published)
    {
        await using var host = await StartAsync(Ecb());

        var reply = await host.GetAsync($"/rates/official?source=ecb&base=eur&symbols=usd,JPY&date={date}");

        Assert.Equal($$"""{"source":"ECB","base":"EUR","published":"{{published}}","simulated":false,"rates":{"USD":1.1600,"JPY":184.10},"missing":[]}""", reply.Body);
        Assert.Equal(304, (await host.GetAsync($"/rates/official?source=ecb&symbols=USD,JPY&date={date}", ("If-None-Match", reply.ETag))).Status);
    }

    [Fact]
    public async Task Without_symbols_and_date_all_of_the_newest_come_and_what_it_did_not_publish_is_missing()
    {
        await using var host = await StartAsync(Ecb());

        Assert.Equal("""{"USD":1.1600,"JPY":184.10}""", (await host.GetAsync("/rates/official?source=ECB")).Json.GetProperty("rates").GetRawText());
        Assert.Equal("""["NGN"]""", (await host.GetAsync("/rates/official?source=ECB&symbols=USD,NGN")).Json.GetProperty("missing").GetRawText());
        Assert.Equal(
            "source,base,symbol,published,rate,simulated\r\nECB,EUR,USD,2026-03-04,1.1600,false\r\n",
            (await host.GetAsync("/rates/official?source=ECB&symbols=USD&format=csv")).Body);
    }

    [Theory]
    [InlineData("", 400, "missing_parameter")]
    [InlineData("source=FED", 400, "unknown_source")]
    [InlineData("source=ECB&date=yesterday", 400, "invalid_date")]
    [InlineData("source=ECB&symbols=NOPE", 400, "invalid_currency")]
    [InlineData("source=ECB&base=NOPE", 400, "invalid_currency")]
    [InlineData("source=ECB&format=pdf", 400, "invalid_format")]
    [InlineData("source=ECB&base=USD", 404, "no_price")] // It is the euro's institution, and nothing is computed.
    [InlineData("source=ECB&symbols=NGN", 404, "no_price")]
    [InlineData("source=ECB&date=1998-12-31", 404, "no_price")]
    [InlineData("source=ECB&date=2020-01-01", 404, "no_price")]
    public async Task What_is_wrong_or_not_there_is_said(string query, int status, string code)
    {
        await using var host = await StartAsync(Ecb());

        (await host.GetAsync($"/rates/official?{query}")).IsProblem(status, code);
    }

    [Fact]
    public async Task A_month_is_asked_for_once_and_a_provider_that_fails_is_503()
    {
        var ecb = Ecb();
        await using var host = await StartAsync(ecb);
        foreach (var day in (string[])["2026-03-02", "2026-03-03", "2026-03-04"])
        {
            await host.GetAsync($"/rates/official?source=ECB&date={day}");
        }

        Assert.Equal(1, ecb.Calls);
        ecb.Failure = new ProviderException(ProviderFailureKind.HttpStatus, "500");
        var reply = await host.GetAsync("/rates/official?source=ECB&date=2026-02-27");
        reply.IsProblem(503, "upstream_unavailable");
        Assert.True(reply.Headers.ContainsKey("Retry-After"));
    }

    [Fact]
    public async Task A_node_without_the_provider_gives_what_another_left_and_nothing_of_what_is_no_month()
    {
        var shared = new FakeSharedCache { Held = { ["official:ECB:2026-03"] = (Encoding.UTF8.GetBytes("""{"odd":true}"""), TimeSpan.FromMinutes(14)) } };
        await using var host = await PastHost.StartAsync(shared: shared);
        (await host.GetAsync("/rates/official?source=ECB")).IsProblem(404, "no_price");

        shared.Held["official:ECB:2026-02"] =
            (Encoding.UTF8.GetBytes("""{"source":"ECB","simulated":true,"days":[{"date":"2026-02-27","rates":{"USD":1.10}}]}"""), TimeSpan.FromMinutes(14));
        Assert.Equal(
            """{"source":"ECB","base":"EUR","published":"2026-02-27","simulated":true,"rates":{"USD":1.10},"missing":[]}""",
            (await host.GetAsync("/rates/official?source=ECB&date=2026-02-28")).Body);
    }

    private static Task<ServingHost> StartAsync(FakeOfficial ecb) =>
        ServingHost.StartAsync(setup => setup.Services = services => services.AddSingleton<IOfficialRates>(ecb));

    private static FakeOfficial Ecb() => new([.. new[] { (2, 26), (2, 27), (3, 2), (3, 3), (3, 4) }.Select(day => new OfficialDay(
        new DateOnly(2026, day.Item1, day.Item2),
        new Dictionary<Asset, decimal> { [AssetCatalog.Usd] = 1.1600m, [Asset("JPY")] = 184.10m }))]);

    private static Asset Asset(string code) => AssetCatalog.TryGet(code, out var asset) ? asset : throw new ArgumentException(code);
}
