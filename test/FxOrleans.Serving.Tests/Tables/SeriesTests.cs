using System.Text.Json;
using FxOrleans.Pricing;
using FxOrleans.Serving.Tests.Prices;
using FxOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Serving.Tests.Tables;

/// <summary><c>GET /rates/series</c>. The clock says Thursday, 5 March 2026.</summary>
public sealed class SeriesTests
{
    [Fact]
    public async Task A_providers_days_come_with_their_source_and_days_without_a_rate_are_left_out()
    {
        await using var host = await StartAsync(Fixings(("EUR/PLN", [(2, 4.25m), (3, 4.26m), (5, 4.27m)])));

        var reply = await host.GetAsync("/rates/series?base=EUR&symbols=PLN&from=2026-03-01&to=2026-03-04");

        Assert.Equal(
            """
            {"base":"EUR","from":"2026-03-01","to":"2026-03-04","group":"day","aggregate":"close","fill":"none","simulated":false,"series":{"PLN":[{"date":"2026-03-02","rate":4.25,"observations":1,"carried":false,"carried_from":null,"source":"provider","provider":"Bank","via":[],"simulated":false},{"date":"2026-03-03","rate":4.26,"observations":1,"carried":false,"carried_from":null,"source":"provider","provider":"Bank","via":[],"simulated":false}]},"missing":[],"unavailable":[],"next":null}
            """,
            reply.Body);
    }

    [Fact]
    public async Task The_own_record_comes_first_and_a_provider_only_where_a_day_is_missing()
    {
        var record = new BookRecord().Tick("EUR/PLN", 4.30m, At(3, 9)).Tick("EUR/PLN", 4.31m, At(3, 17)).Tick("EUR/PLN", 4.40m, At(5, 9));
        await using var host = await StartAsync(Fixings(("EUR/PLN", [(2, 4.25m), (3, 4.26m), (4, 4.27m)])), record);

        var rows = await RowsAsync(host, "base=EUR&symbols=PLN&from=2026-03-02", "PLN");

        Assert.Equal(["2026-03-02 4.25 provider", "2026-03-03 4.31 recorded", "2026-03-04 4.27 provider", "2026-03-05 4.40 recorded"], rows.Select(Told));
    }

    [Fact]
    public async Task A_record_without_a_gap_asks_no_provider()
    {
        var bank = Fixings(("EUR/PLN", [(2, 4.25m)]));
        var record = new BookRecord();
        for (var day = 2; day < 5; day++)
        {
            record.Tick("EUR/PLN", 4.3m, At(day, 0), CandleOrigin.Loaded);
        }

        await using var host = await StartAsync(bank, record);

        Assert.Equal(3, (await RowsAsync(host, "base=EUR&symbols=PLN&from=2026-03-01", "PLN")).Count);
        Assert.Equal(0, bank.Calls);
    }

    [Fact]
    public async Task Without_a_provider_the_record_answers_alone_and_pairs_that_it_lacks_are_crossed()
    {
        var record = new BookRecord();
        foreach (var (pair, rate) in new[] { ("EUR/USD", 1.25m), ("EUR/PLN", 5m) })
        {
            record.Tick(pair, rate, At(2, 0), CandleOrigin.Loaded).Tick(pair, rate, At(3, 0), CandleOrigin.Loaded).Tick(pair, rate, At(4, 0), CandleOrigin.Loaded);
        }

        await using var host = await ServingHost.StartAsync(setup => setup.Services = services => services.AddSingleton<IPriceRecord>(record));
        host.Engine.Tick("EUR/USD", 1.25m);

        var json = (await host.GetAsync("/rates/series?base=USD&symbols=PLN,EUR&from=2026-03-02&aggregate=high")).Json;

        Assert.All(Rows(json, "PLN"), row => Assert.Equal((4m, "EUR", "recorded"), (row.GetProperty("rate").GetDecimal(), row.GetProperty("via")[0].GetString(), row.GetProperty("source").GetString())));
        Assert.All(Rows(json, "EUR"), row => Assert.Equal(0.8m, row.GetProperty("rate").GetDecimal()));
        Assert.Equal((3, 3, 0), (Rows(json, "PLN").Count, Rows(json, "EUR").Count, json.GetProperty("unavailable").GetArrayLength()));
    }

    [Fact]
    public async Task Real_days_and_made_up_ones_are_never_put_together()
    {
        var record = new BookRecord().Tick("EUR/PLN", 4.30m, At(3, 9), simulated: true);
        await using var host = await StartAsync(Fixings(("EUR/PLN", [(2, 4.25m)])), record);
        Assert.Equal(["2026-03-02 4.25 provider"], (await RowsAsync(host, "base=EUR&symbols=PLN&from=2026-03-01", "PLN")).Select(Told));

        await using var alone = await StartAsync(new FakePast { Bars = [] }, record);
        var made = (await alone.GetAsync("/rates/series?base=EUR&symbols=PLN&from=2026-03-01")).Json;
        Assert.True(made.GetProperty("simulated").GetBoolean());
        Assert.True(Assert.Single(Rows(made, "PLN")).GetProperty("simulated").GetBoolean());
    }

    [Theory]
    [InlineData("close", 4.20)]
    [InlineData("average", 4.24)]
    [InlineData("open", 4.30)]
    [InlineData("high", 4.30)]
    [InlineData("low", 4.20)]
    public async Task A_week_of_fixings_is_aggregated_and_its_first_does_not_open_with_the_day_before_it(string aggregate, double rate)
    {
        await using var host = await StartAsync(Fixings(("EUR/PLN", [(1, 9m), (2, 4.30m), (3, 4.22m), (4, 4.20m)])));

        var row = Assert.Single(await RowsAsync(host, $"base=EUR&symbols=PLN&from=2026-03-02&group=week&aggregate={aggregate}", "PLN"));

        Assert.Equal(("2026-03-02", (decimal)rate, 3), (row.GetProperty("date").GetString(), row.GetProperty("rate").GetDecimal(), row.GetProperty("observations").GetInt32()));
    }

    [Fact]
    public async Task Previous_repeats_a_day_and_says_so_and_what_was_in_force_before_the_range_is_known()
    {
        await using var host = await StartAsync(Fixings(("EUR/PLN", [(-1, 4.2m), (3, 4.3m)])));

        var rows = await RowsAsync(host, "base=EUR&symbols=PLN&from=2026-03-02&to=2999-01-01&fill=previous", "PLN");

        Assert.Equal(["2026-03-02 4.2 provider", "2026-03-03 4.3 provider", "2026-03-04 4.3 provider", "2026-03-05 4.3 provider"], rows.Select(Told));
        Assert.Equal(["2026-02-27", null, "2026-03-03", "2026-03-03"], rows.Select(row => row.GetProperty("carried_from").GetString()));
        Assert.Equal([0, 1, 0, 0], rows.Select(row => row.GetProperty("observations").GetInt32()));
        Assert.Equal([true, false, true, true], rows.Select(row => row.GetProperty("carried").GetBoolean()));
    }

    [Fact]
    public async Task What_the_market_quotes_the_other_way_round_is_turned_and_a_leg_may_be_a_providers()
    {
        var past = new FakePast("Bank") { Knows = pair => pair == Given.Pair("BTC/USD"), Bars = [new HistoryBar(Given.Today.AddDays(-1), 80_000, 125_000, 50_000, 100_000, 1)] };
        var record = new BookRecord().Tick("EUR/USD", 1.25m, At(4, 9));
        await using var host = await StartAsync(past, record);

        Assert.Equal("2026-03-04 0.00001 provider", Told(Assert.Single(await RowsAsync(host, "base=USD&symbols=BTC&from=2026-03-04", "BTC"))));
        Assert.Equal("2026-03-04 0.00002 provider", Told(Assert.Single(await RowsAsync(host, "base=USD&symbols=BTC&from=2026-03-04&aggregate=high", "BTC"))));
        Assert.Equal("2026-03-04 0.0000125 both", Told(Assert.Single(await RowsAsync(host, "base=EUR&symbols=BTC&from=2026-03-04", "BTC"))));
        Assert.Equal("""["BTC"]""", (await host.GetAsync("/rates/series?base=EUR&symbols=BTC&from=2026-03-04&aggregate=high")).Json.GetProperty("missing").GetRawText());
    }

    [Fact]
    public async Task A_symbol_whose_provider_fails_is_named_and_a_table_that_could_not_say_so_is_refused()
    {
        var bank = Fixings(("EUR/PLN", [(2, 4.25m), (3, 4.25m), (4, 4.25m)]));
        var failing = new FakePast("Failing") { Knows = pair => pair.Base == AssetCatalog.Eur && pair.Quote.Code == "NGN", Failure = new ProviderException(ProviderFailureKind.HttpStatus, "500") };
        await using var host = await PastHost.StartAsync(bank, next: failing);

        var json = (await host.GetAsync("/rates/series?base=EUR&symbols=PLN,NGN,KWD&from=2026-03-02")).Json;

        Assert.Equal(("""["NGN","KWD"]""", """["NGN"]"""), (json.GetProperty("missing").GetRawText(), json.GetProperty("unavailable").GetRawText()));
        Assert.Equal(3, Rows(json, "PLN").Count);
        var table = await host.GetAsync("/rates/series?base=EUR&symbols=PLN,NGN&from=2026-03-02&format=csv");
        table.IsProblem(503, "upstream_unavailable");
        Assert.True(table.Headers.ContainsKey("Retry-After"));
        (await host.GetAsync("/rates/series?base=EUR&symbols=NGN&from=2026-03-02")).IsProblem(503, "upstream_unavailable");
    }

    [Fact]
    public async Task A_node_without_providers_is_told_by_one_that_has_them()
    {
        var nodes = new TwoNodes();
        nodes.Past.Bars = [new HistoryBar(Given.Today, 100, 102, 99, 101, 7)];
        await using var teller = await nodes.TellerAsync();
        await using var told = await nodes.ToldAsync();

        var rows = await RowsAsync(told, "base=BTC&symbols=USD&from=2026-03-01&to=2026-03-05", "USD");

        Assert.Equal("2026-03-05 101 provider", Told(Assert.Single(rows)));
        Assert.Equal("Upstream", rows[0].GetProperty("provider").GetString());
    }

    [Theory]
    [InlineData("symbols=EUR&from=2026-01-01", "missing_parameter")]
    [InlineData("base=USD&from=2026-01-01", "missing_parameter")]
    [InlineData("base=USD&symbols=EUR", "missing_parameter")]
    [InlineData("base=USD&symbols=USD&from=2026-01-01", "invalid_currency")]
    [InlineData("base=USD&symbols=GBp&from=2026-01-01", "invalid_currency")]
    [InlineData("base=GBX&symbols=EUR&from=2026-01-01", "invalid_currency")]
    [InlineData("base=USD&symbols=NOPE&from=2026-01-01", "invalid_currency")]
    [InlineData("base=USD&symbols=EUR&from=2026-02-30", "invalid_date")]
    [InlineData("base=USD&symbols=EUR&from=01.02.2026", "invalid_date")]
    [InlineData("base=USD&symbols=EUR&from=2026-01-01&to=tomorrow", "invalid_date")]
    [InlineData("base=USD&symbols=EUR&from=2026-01-01&from=2026-01-01", "invalid_date")]
    [InlineData("base=USD&symbols=EUR&from=2026-02-02&to=2026-02-01", "invalid_range")]
    [InlineData("base=USD&symbols=EUR&from=2026-03-06", "invalid_range")]
    [InlineData("base=USD&symbols=EUR&from=9999-12-31&to=9999-12-31", "invalid_range")]
    [InlineData("base=USD&symbols=EUR&from=2026-01-01&group=decade", "invalid_group")]
    [InlineData("base=USD&symbols=EUR&from=2026-01-01&group=1", "invalid_group")]
    [InlineData("base=USD&symbols=EUR&from=2026-01-01&aggregate=median", "invalid_aggregate")]
    [InlineData("base=USD&symbols=EUR&from=2026-01-01&fill=next", "invalid_fill")]
    [InlineData("base=USD&symbols=EUR&from=2026-01-01&fill=none&fill=none", "invalid_fill")]
    public async Task What_is_wrong_is_said(string query, string code)
    {
        await using var host = await ServingHost.StartAsync();

        (await host.GetAsync($"/rates/series?{query}", ("Accept", "text/csv"))).IsProblem(400, code);
    }

    private static Task<ServingHost> StartAsync(FakePast past, IPriceRecord? record = null) => SeriesHost.StartAsync(past, record);

    private static FakePast Fixings(params (string Pair, (int Day, decimal Rate)[] Days)[] pairs) => new("Bank")
    {
        GivesFixings = true,
        Knows = pair => pairs.Any(known => Given.Pair(known.Pair) == pair),
        Bars = [.. pairs[0].Days.Select((day, i) => Bar(At(day.Day, 0), pairs[0].Days[Math.Max(0, i - 1)].Rate, day.Rate))],
    };

    // As a fixing's bar is: it opens with the day before.
    private static HistoryBar Bar(DateTimeOffset opens, decimal open, decimal close) => new(opens, open, Math.Max(open, close), Math.Min(open, close), close, 0);

    /// <summary>In March 2026; day −1 is 27 February.</summary>
    private static DateTimeOffset At(int day, int hour) => new DateTimeOffset(2026, 2, 28, hour, 0, 0, TimeSpan.Zero).AddDays(day);

    private static async Task<IReadOnlyList<JsonElement>> RowsAsync(ServingHost host, string query, string symbol)
    {
        var reply = await host.GetAsync($"/rates/series?{query}");
        Assert.True(reply.Status == 200, reply.Body);
        return Rows(reply.Json, symbol);
    }

    private static IReadOnlyList<JsonElement> Rows(JsonElement json, string symbol) => [.. json.GetProperty("series").GetProperty(symbol).EnumerateArray()];

    private static string Told(JsonElement row) => $"{row.GetProperty("date")} {row.GetProperty("rate")} {row.GetProperty("source")}";
}
