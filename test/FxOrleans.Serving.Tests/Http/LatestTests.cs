using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Http;

/// <summary><c>GET /rates/latest</c>: one base against many.</summary>
public sealed class LatestTests
{
    [Fact]
    public async Task Named_symbols_come_in_that_order_each_once_and_those_without_a_price_are_missing()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.80m);
        host.Engine.Tick("GBP/USD", 2m, Given.Now.AddSeconds(-5));

        var json = (await host.GetAsync("/rates/latest?base=eur&symbols=GBP,%20usd,EUR,KWD,gbp")).Json;

        Assert.Equal("EUR", json.GetProperty("base").GetString());
        Assert.Equal("""{"GBP":0.625,"USD":1.25,"EUR":1}""", json.GetProperty("rates").GetRawText());
        Assert.Equal("""["KWD"]""", json.GetProperty("missing").GetRawText());
        Assert.Equal(3, json.GetProperty("count").GetInt32());
        Assert.False(json.GetProperty("simulated").GetBoolean());
        Assert.Equal(["EUR/GBP", "EUR/USD", "EUR/EUR"], WireRate.ReadAll(json.GetProperty("prices")).Select(rate => rate.Pair));
    }

    [Fact]
    public async Task Each_price_is_what_rate_gives()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        host.Engine.Tick("USD/JPY", 160.123m);

        var prices = (await host.GetAsync("/rates/latest?base=EUR&symbols=JPY,USD")).Json.GetProperty("prices");

        Assert.Equal((await host.GetAsync("/rate?from=EUR&to=JPY")).Body, prices[0].GetRawText());
        Assert.Equal((await host.GetAsync("/rate?from=EUR&to=USD")).Body, prices[1].GetRawText());
    }

    [Theory]
    [InlineData("/rates/latest?base=USD")]
    [InlineData("/rates/latest?base=USD&symbols=")]
    public async Task Without_symbols_everything_that_is_priced_comes(string path)
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        host.Engine.Tick("USD/JPY", 160m);
        host.Engine.Tick(Given.Price("BTC/EUR", 50_000m) with { Simulated = true });

        var json = (await host.GetAsync(path)).Json;

        Assert.Equal(["BTC", "EUR", "JPY"], json.GetProperty("rates").EnumerateObject().Select(rate => rate.Name).Order());
        Assert.Equal(0, json.GetProperty("missing").GetArrayLength());
        Assert.True(json.GetProperty("simulated").GetBoolean());
    }

    [Fact]
    public async Task The_tables_time_is_that_of_its_oldest_row_and_each_row_has_its_own()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.TickAll([Given.Price("USD/EUR", 0.8m), Given.Price("USD/JPY", 160m, Given.Now.AddDays(-9))]);

        var json = (await host.GetAsync("/rates/latest?base=USD&symbols=EUR,JPY")).Json;

        Assert.Equal("2026-02-24T14:00:00Z", json.GetProperty("timestamp").GetString());
        Assert.Equal(
            ["2026-03-05T14:00:00Z", "2026-02-24T14:00:00Z"],
            json.GetProperty("prices").EnumerateArray().Select(price => price.GetProperty("timestamp").GetString()));
    }

    [Theory]
    [InlineData("text/csv")]
    [InlineData("application/json;q=0.5, Text/CSV")]
    public async Task Csv_has_a_line_for_each(string accept)
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick(Given.Price("USD/EUR", 0.79m, 0.80m, 0.81m, Given.Now.AddSeconds(-1)) with { Confidence = 0.01m });

        var reply = await host.GetAsync("/rates/latest?base=USD&symbols=EUR", ("Accept", accept));

        Assert.Equal("text/csv; charset=utf-8", reply.ContentType);
        Assert.Equal(
            "from,to,price,timestamp,bid,ask,confidence,status,sources,simulated,epoch,sequence,usage\r\nUSD,EUR,0.80,2026-03-05T13:59:59Z,0.79,0.81,0.01,live,2,false,1000,1,indicative\r\n",
            reply.Body);
        Assert.Contains("Accept", reply.Headers["Vary"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*/*")]
    [InlineData("application/json")]
    [InlineData("application/json, text/csv;q=0.1")]
    [InlineData("text/csv;q=0, */*")]
    [InlineData("nonsense,,;q=")]
    public async Task Json_comes_to_those_who_do_not_prefer_csv(string accept)
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);

        Assert.Equal("application/json", (await host.GetAsync("/rates/latest?base=USD", ("Accept", accept))).ContentType);
    }

    [Fact]
    public async Task At_most_200_symbols_are_taken()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        var codes = AssetCatalog.All.Select(asset => asset.Code).ToArray();

        var most = await host.GetAsync($"/rates/latest?base=USD&symbols={string.Join(',', codes.Take(200))}");
        var more = await host.GetAsync($"/rates/latest?base=USD&symbols={string.Join(',', codes.Take(201))}");

        Assert.Equal(200, most.Json.GetProperty("count").GetInt32() + most.Json.GetProperty("missing").GetArrayLength());
        more.IsProblem(400, "too_many_symbols");
    }

    [Theory]
    [InlineData("/rates/latest", "missing_parameter")]
    [InlineData("/rates/latest?base=NOPE", "invalid_currency")]
    [InlineData("/rates/latest?base=USD&base=EUR", "invalid_currency")]
    [InlineData("/rates/latest?base=USD&symbols=EUR,NOPE", "invalid_currency")]
    [InlineData("/rates/latest?base=USD&symbols=EUR,,GBP", "invalid_currency")]
    [InlineData("/rates/latest?base=USD&symbols=,", "invalid_currency")]
    [InlineData("/rates/latest?base=USD&symbols=EUR&symbols=GBP", "invalid_query")]
    public async Task What_is_wrong_is_said(string path, string code)
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);

        (await host.GetAsync(path)).IsProblem(400, code);
        (await host.GetAsync(path, ("Accept", "text/csv"))).IsProblem(400, code);
    }
}
