using FxOrleans.Pricing;
using FxOrleans.Serving.Tests.Prices;
using FxOrleans.Serving.Tests.Tables;
using FxOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Serving.Tests.DropIn;

/// <summary>The shapes of Frankfurter, as its own specs and documents have them. The clock says Thursday, 5 March 2026.</summary>
public sealed class FrankfurterTests
{
    [Theory]
    [InlineData("/v1/latest", """{"amount":1.0,"base":"EUR","date":"2026-03-04","rates":{"JPY":184.10,"USD":1.1600}}""")]
    [InlineData("/v1/current?symbols=usd", """{"amount":1.0,"base":"EUR","date":"2026-03-04","rates":{"USD":1.1600}}""")]
    [InlineData("/v1/2026-03-01?to=USD", """{"amount":1.0,"base":"EUR","date":"2026-02-27","rates":{"USD":1.1600}}""")] // A Sunday.
    [InlineData("/v1/2999-01-01?symbols=USD", """{"amount":1.0,"base":"EUR","date":"2026-03-04","rates":{"USD":1.1600}}""")]
    [InlineData("/v1/latest?base=USD", """{"amount":1.0,"base":"USD","date":"2026-03-04","rates":{"EUR":0.86207,"JPY":158.71}}""")]
    [InlineData("/v1/latest?from=usd&to=JPY&amount=100", """{"amount":100.0,"base":"USD","date":"2026-03-04","rates":{"JPY":15871}}""")]
    [InlineData("/v1/latest?amount=10&symbols=USD", """{"amount":10.0,"base":"EUR","date":"2026-03-04","rates":{"USD":11.6}}""")]
    [InlineData(
        "/v1/2026-03-01..2026-03-03?symbols=USD",
        """{"amount":1.0,"base":"EUR","start_date":"2026-02-27","end_date":"2026-03-03","rates":{"2026-02-27":{"USD":1.1600},"2026-03-02":{"USD":1.1600},"2026-03-03":{"USD":1.1600}}}""")]
    [InlineData(
        "/v1/2026-03-04..?base=USD&symbols=EUR",
        """{"amount":1.0,"base":"USD","start_date":"2026-03-04","end_date":"2026-03-04","rates":{"2026-03-04":{"EUR":0.86207}}}""")]
    [InlineData("/v1/currencies", """{"EUR":"Euro","JPY":"Yen","USD":"US Dollar"}""")]
    public async Task V1_answers_what_the_ecb_published(string path, string body)
    {
        await using var host = await EcbAsync();

        var reply = await host.GetAsync(path);

        Assert.Equal((200, body, "application/json; charset=utf-8"), (reply.Status, reply.Body, reply.ContentType));
        Assert.Equal(304, (await host.GetAsync(path, ("If-None-Match", reply.ETag))).Status);
    }

    [Theory]
    [InlineData("/v1/latest?base=NGN", 404, """{"message":"not found"}""")]
    [InlineData("/v1/latest?symbols=XXY", 404, """{"message":"not found"}""")]
    [InlineData("/v1/1998-01-01", 404, """{"message":"not found"}""")]
    [InlineData("/v1/newest", 404, """{"message":"not found"}""")]
    [InlineData("/v1/2026-02-30", 422, """{"message":"invalid date"}""")]
    [InlineData("/v1/latest?amount=-1", 422, """{"message":"invalid amount"}""")]
    [InlineData("/v1/latest?amount=x", 422, """{"message":"invalid amount"}""")]
    [InlineData("/v1/latest?base=USD&symbols=USD", 422, """{"message":"bad currency pair"}""")]
    [InlineData("/v2/rates?symbols=USD", 422, """{"status":422,"message":"unknown parameter: symbols"}""")]
    [InlineData("/v2/rates?date=2026-02-30", 422, """{"status":422,"message":"invalid date"}""")]
    [InlineData("/v2/rates?date=2026-02-03&from=2026-02-03", 422, """{"status":422,"message":"conflicting params"}""")]
    [InlineData("/v2/rates?group=day", 422, """{"status":422,"message":"invalid group"}""")]
    [InlineData("/v2/rates?base=USD&quotes=EUR,ABCD", 422, """{"status":422,"message":"invalid currency: ABCD"}""")]
    [InlineData("/v2/rate/USD/MMK", 404, """{"status":404,"message":"not found"}""")]
    public async Task What_is_wrong_is_said_as_frankfurter_says_it(string path, int status, string body)
    {
        await using var host = await EcbAsync();

        var reply = await host.GetAsync(path);

        Assert.Equal((status, body), (reply.Status, reply.Body));
    }

    [Fact]
    public async Task V1_without_its_provider_says_when_to_ask_again()
    {
        await using var host = await EcbAsync(new ProviderException(ProviderFailureKind.HttpStatus, "500"));

        var reply = await host.GetAsync("/v1/latest");

        Assert.Equal(503, reply.Status);
        Assert.True(reply.Headers.ContainsKey("Retry-After"));
    }

    [Fact]
    public async Task V2_gives_the_prices_of_now_and_marks_made_up_ones()
    {
        await using var host = await EcbAsync();

        Assert.Equal(
            """[{"date":"2026-03-05","base":"USD","quote":"EUR","rate":0.8},{"date":"2026-03-05","base":"USD","quote":"USD","rate":1.0}]""",
            (await host.GetAsync("/v2/rates?base=USD&quotes=usd,EUR")).Body);
        Assert.Equal("""{"date":"2026-03-05","base":"USD","quote":"EUR","rate":0.8}""", (await host.GetAsync("/v2/rate/usd/eur")).Body);
        Assert.Equal("""{"date":"2026-03-05","base":"EUR","quote":"USD","rate":1.25}""", (await host.GetAsync("/v2/rates?quotes=USD", ("Accept", "application/x-ndjson"))).Body.Trim());
        Assert.Contains("""{"iso_code":"JPY","iso_numeric":"392","name":"Yen",""", (await host.GetAsync("/v2/currencies")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task V2_gives_the_past_of_a_day_and_of_a_span()
    {
        await using var host = await SeriesHost.StartAsync(new FakePast
        {
            GivesFixings = true,
            Points = [new PastPrice(Day(2), 0.81m), new PastPrice(Day(3), 0.82m)],
            Bars = [new HistoryBar(Day(2), 0.81m, 0.81m, 0.81m, 0.81m, 1), new HistoryBar(Day(3), 0.82m, 0.82m, 0.82m, 0.82m, 1)],
        });

        Assert.Equal("""[{"date":"2026-03-03","base":"USD","quote":"EUR","rate":0.82}]""", (await host.GetAsync("/v2/rates?base=USD&quotes=EUR&date=2026-03-04")).Body);
        Assert.Equal(
            """[{"date":"2026-03-02","base":"USD","quote":"EUR","rate":0.81},{"date":"2026-03-03","base":"USD","quote":"EUR","rate":0.82}]""",
            (await host.GetAsync("/v2/rates?base=USD&quotes=EUR&from=2026-03-02&to=2026-03-03")).Body);

        static DateTimeOffset Day(int day) => new(2026, 3, day, 0, 0, 0, TimeSpan.Zero);
    }

    [Fact]
    public async Task Rafiki_gets_every_rate_of_its_base_and_none_that_is_to_be_refused()
    {
        await using var host = await EcbAsync();

        Assert.Equal("""{"base":"USD","rates":{"EUR":0.8}}""", (await host.GetAsync("/rafiki/rates?base=USD")).Body);
        (await host.GetAsync("/rafiki/rates?base=XXY")).IsProblem(404, "invalid_currency");

        host.Advance(TimeSpan.FromDays(1));
        Assert.Equal("""{"base":"USD","rates":{}}""", (await host.GetAsync("/rafiki/rates?base=USD")).Body);
    }

    private static async Task<ServingHost> EcbAsync(ProviderException? failure = null)
    {
        var ecb = new FakeOfficial([.. new[] { (2, 26), (2, 27), (3, 2), (3, 3), (3, 4) }.Select(day => new OfficialDay(
            new DateOnly(2026, day.Item1, day.Item2), new Dictionary<Asset, decimal> { [AssetCatalog.Usd] = 1.1600m, [Given.Pair("USD/JPY").Quote] = 184.10m }))])
        {
            Failure = failure,
        };
        var host = await ServingHost.StartAsync(setup => setup.Services = services => services.AddSingleton<IOfficialRates>(ecb));
        host.Engine.Tick("USD/EUR", 0.8m);
        return host;
    }
}
