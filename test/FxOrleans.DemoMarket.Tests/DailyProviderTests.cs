using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.Extensions.Time.Testing;

namespace FxOrleans.DemoMarket.Tests;

public class DailyProviderTests
{
    private static readonly XNamespace Ecb = "http://www.ecb.int/vocabulary/2002-08-01/eurofxref";

    [Fact]
    public async Task Ecb_daily_has_one_day_of_euro_rates()
    {
        await using var demo = await DemoFixture.StartAsync();
        var days = await EcbAsync(demo, "daily");
        var day = Assert.Single(days);
        Assert.Equal("2026-11-18", day.Key);
        Assert.Equal(29, day.Value.Count);
        Assert.Contains("<Cube time='2026-11-18'>", await demo.TextAsync("/ecb/stats/eurofxref/eurofxref-daily.xml"));
        Assert.InRange(day.Value["USD"], 0.9m, 1.4m);
    }

    [Theory]
    [InlineData("2026-11-18T14:59:59Z", "2026-11-17")] // winter: out at 15:00 UTC
    [InlineData("2026-11-18T15:00:00Z", "2026-11-18")]
    [InlineData("2026-07-15T13:59:59Z", "2026-07-14")] // summer: out at 14:00 UTC
    [InlineData("2026-07-15T14:00:00Z", "2026-07-15")]
    [InlineData("2026-11-22T12:00:00Z", "2026-11-20")] // a Sunday
    [InlineData("2026-04-06T18:00:00Z", "2026-04-02")] // Easter Monday, after Good Friday
    public async Task Ecb_publishes_at_four_on_working_days(string now, string newest)
    {
        await using var demo = await DemoFixture.StartAsync(time: new FakeTimeProvider(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)));
        Assert.Equal(newest, (await EcbAsync(demo, "daily")).Keys.Single());
    }

    [Fact]
    public async Task Ecb_histories_agree_with_the_daily_file_and_go_back()
    {
        await using var demo = await DemoFixture.StartAsync();
        var (daily, recent, all) = (await EcbAsync(demo, "daily"), await EcbAsync(demo, "hist-90d"), await EcbAsync(demo, "hist"));
        Assert.Equal(daily.Single().Value, recent.First().Value);
        Assert.All(recent, day => Assert.Equal(all[day.Key], day.Value));
        Assert.InRange(recent.Count, 60, 66);
        Assert.True(all.Count > 700);
        Assert.All(recent.Keys, day => Assert.False(Date(day).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday));

        demo.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(daily.Single().Value, (await EcbAsync(demo, "hist-90d"))[daily.Single().Key]);
    }

    [Fact]
    public async Task Currency_api_gives_the_real_file_on_the_anchor_day()
    {
        await using var demo = await DemoFixture.StartAsync();
        var text = await demo.TextAsync("/currency-api/2026-09-29/v1/currencies/usd.min.json");
        Assert.StartsWith("{\"date\":\"2026-09-29\",\"usd\":{", text, StringComparison.Ordinal);
        Assert.Contains("\"eur\":0.88022588,", text);
        Assert.Contains("\"btc\":0.000012017405,", text);
        Assert.Contains("\"aed\":3.6725,", text);
        Assert.Contains("\"bgn\":1.72157219,", text);
        Assert.Contains("\"shib\":179231.77575214,", text);

        var rates = JsonDocument.Parse(text).RootElement.GetProperty("usd");
        foreach (var (code, units) in DataTable.Rows("rates.csv"))
        {
            var real = decimal.Parse(units, CultureInfo.InvariantCulture);
            var digitsThatADoubleHolds = real > 10_000_000 ? real * 1e-14m : 0;
            Assert.InRange(rates.GetProperty(code.ToLowerInvariant()).GetDecimal(), real - digitsThatADoubleHolds, real + digitsThatADoubleHolds);
        }
    }

    [Theory]
    [InlineData("/currency-api/latest/v1/currencies/usd.min.json")]
    [InlineData("/currency-api/2026-11-18/v1/currencies/usd.min.json")]
    [InlineData("/currency-api/npm/@fawazahmed0/currency-api@latest/v1/currencies/usd.min.json")]
    public async Task Currency_api_latest_is_today(string path)
    {
        await using var demo = await DemoFixture.StartAsync();
        var answer = await demo.JsonAsync(path);
        Assert.Equal("2026-11-18", answer.GetProperty("date").GetString());
        Assert.True(answer.GetProperty("usd").EnumerateObject().Count() > 300);
        Assert.Equal(1, answer.GetProperty("usd").GetProperty("usd").GetDecimal());
    }

    [Fact]
    public async Task Currency_api_prints_small_numbers_with_an_exponent_as_the_real_one_does()
    {
        await using var demo = await DemoFixture.StartAsync();
        Assert.Contains("\"btc\":6.7049523e-11,", await demo.TextAsync("/currency-api/2026-09-29/v1/currencies/shib.min.json"));
    }

    [Theory]
    [InlineData("/currency-api/latest/v1/currencies/xxx.min.json")]
    [InlineData("/currency-api/latest/v1/currencies/aapl.min.json")]
    [InlineData("/currency-api/2026-11-19/v1/currencies/usd.min.json")]
    [InlineData("/currency-api/2020-01-01/v1/currencies/usd.min.json")]
    [InlineData("/currency-api/yesterday/v1/currencies/usd.min.json")]
    public async Task Currency_api_knows_no_such_file(string path)
    {
        await using var demo = await DemoFixture.StartAsync();
        await demo.TextAsync(path, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Open_er_api_gives_all_living_currencies_and_when_the_next_are_due()
    {
        await using var demo = await DemoFixture.StartAsync();
        var answer = await demo.JsonAsync("/open-er-api/v6/latest/USD");
        Assert.Equal("success", answer.GetProperty("result").GetString());
        Assert.Equal("USD", answer.GetProperty("base_code").GetString());
        var (last, next) = (answer.GetProperty("time_last_update_unix").GetInt64(), answer.GetProperty("time_next_update_unix").GetInt64());
        Assert.Equal(86_400, next - last);
        Assert.InRange(demo.Time.GetUtcNow().ToUnixTimeSeconds(), last, next);
        var rates = answer.GetProperty("rates");
        Assert.Equal(1, rates.GetProperty("USD").GetDecimal());
        Assert.False(rates.TryGetProperty("BGN", out _));
        Assert.True(rates.EnumerateObject().Count() > 150);
        Assert.Equal("unsupported-code", (await demo.JsonAsync("/open-er-api/v6/latest/XXX")).GetProperty("error-type").GetString());
    }

    [Fact]
    public async Task Frankfurter_v2_gives_rows()
    {
        await using var demo = await DemoFixture.StartAsync();
        var rows = (await demo.JsonAsync("/frankfurter/v2/rates?base=USD&quotes=EUR,GBP")).EnumerateArray().ToList();
        Assert.Equal(["EUR", "GBP"], rows.Select(row => row.GetProperty("quote").GetString()));
        Assert.All(rows, row =>
        {
            Assert.Equal(["date", "base", "quote", "rate"], row.EnumerateObject().Select(member => member.Name));
            Assert.Equal("2026-11-18", row.GetProperty("date").GetString());
            Assert.Equal("USD", row.GetProperty("base").GetString());
        });
        Assert.True((await demo.JsonAsync("/frankfurter/v2/rates?base=USD")).GetArrayLength() > 150);

        var range = (await demo.JsonAsync("/frankfurter/v2/rates?base=USD&quotes=EUR&from=2026-11-02&to=2026-11-08")).EnumerateArray().ToList();
        Assert.Equal(["2026-11-02", "2026-11-03", "2026-11-04", "2026-11-05", "2026-11-06"], range.Select(row => row.GetProperty("date").GetString()));
        Assert.Equal("2026-11-06", (await demo.JsonAsync("/frankfurter/v2/rates?date=2026-11-08"))[0].GetProperty("date").GetString());
        Assert.True((await demo.JsonAsync("/frankfurter/v2/providers")).GetArrayLength() > 0);
    }

    [Fact]
    public async Task Frankfurter_v2_gives_each_institutions_own_rate_when_asked_to()
    {
        await using var demo = await DemoFixture.StartAsync();
        const string path = "/frankfurter/v2/rates?base=USD&quotes=NGN,SLE,BMD&expand=providers";
        var rows = (await demo.JsonAsync(path)).EnumerateArray().ToList();
        var ngn = rows.Single(row => row.GetProperty("quote").GetString() == "NGN");
        var institutions = ngn.GetProperty("providers").EnumerateArray().ToList();

        Assert.Equal(["BNA", "CBN", "CBSL", "NBP"], institutions.Select(one => one.GetProperty("key").GetString()));
        Assert.Equal(4, institutions.Select(one => one.GetProperty("rate").GetDecimal()).Distinct().Count());
        Assert.All(institutions, one => Assert.InRange(one.GetProperty("rate").GetDecimal() / ngn.GetProperty("rate").GetDecimal(), 0.99m, 1.01m));
        Assert.All(institutions, one => Assert.Equal("2026-11-18", one.GetProperty("date").GetString()));
        Assert.Equal(rows.Select(row => row.GetRawText()), (await demo.JsonAsync(path)).EnumerateArray().Select(row => row.GetRawText()));
        Assert.False(rows.Single(row => row.GetProperty("quote").GetString() == "SLE").GetProperty("providers").GetArrayLength() == 0);
    }

    [Theory]
    [InlineData("/frankfurter/v2/rates?base=USD&expand=all", 422, "invalid expand")]
    [InlineData("/frankfurter/v2/rates?base=XXX", 422, "invalid currency: XXX")]
    [InlineData("/frankfurter/v2/rates?date=soon", 422, "invalid date")]
    [InlineData("/frankfurter/v2/rates?date=2026-11-02&from=2026-11-02", 422, "conflicting params")]
    [InlineData("/frankfurter/v1/latest?symbols=XAF", 404, "not found")]
    public async Task Frankfurter_refuses_in_its_own_words(string path, int status, string message)
    {
        await using var demo = await DemoFixture.StartAsync();
        var answer = await demo.JsonAsync(path, (HttpStatusCode)status);
        Assert.Equal(status, answer.GetProperty("status").GetInt32());
        Assert.Equal(message, answer.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Frankfurter_v1_gives_one_object()
    {
        await using var demo = await DemoFixture.StartAsync();
        var latest = await demo.JsonAsync("/frankfurter/v1/latest?base=USD&symbols=EUR");
        Assert.Equal("USD", latest.GetProperty("base").GetString());
        Assert.Equal("2026-11-18", latest.GetProperty("date").GetString());
        Assert.Equal("EUR", latest.GetProperty("rates").EnumerateObject().Single().Name);
        Assert.Equal(29, (await demo.JsonAsync("/frankfurter/v1/latest")).GetProperty("rates").EnumerateObject().Count());
        Assert.Equal("2026-11-06", (await demo.JsonAsync("/frankfurter/v1/2026-11-07")).GetProperty("date").GetString());
        Assert.Equal(5, (await demo.JsonAsync("/frankfurter/v1/2026-11-02..2026-11-06?symbols=USD")).GetProperty("rates").EnumerateObject().Count());
    }

    [Fact]
    public async Task Sources_differ_a_little_and_no_more()
    {
        await using var demo = await DemoFixture.StartAsync();
        var ecb = (await EcbAsync(demo, "daily")).Single().Value["USD"];
        var frankfurter = (await demo.JsonAsync("/frankfurter/v2/rates?base=EUR&quotes=USD"))[0].GetProperty("rate").GetDecimal();
        var daily = (await demo.JsonAsync("/currency-api/latest/v1/currencies/eur.min.json")).GetProperty("eur").GetProperty("usd").GetDecimal();
        Assert.NotEqual(ecb, frankfurter);
        Assert.InRange(frankfurter / ecb, 0.9998m, 1.0002m);
        Assert.InRange(daily / ecb, 0.97m, 1.03m);
    }

    private static async Task<Dictionary<string, Dictionary<string, decimal>>> EcbAsync(DemoFixture demo, string file)
    {
        var xml = XDocument.Parse(await demo.TextAsync($"/ecb/stats/eurofxref/eurofxref-{file}.xml"));
        return xml.Descendants(Ecb + "Cube").Where(cube => cube.Attribute("time") is not null).ToDictionary(
            cube => cube.Attribute("time")!.Value,
            cube => cube.Elements().ToDictionary(rate => rate.Attribute("currency")!.Value, rate => decimal.Parse(rate.Attribute("rate")!.Value, CultureInfo.InvariantCulture)));
    }

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
