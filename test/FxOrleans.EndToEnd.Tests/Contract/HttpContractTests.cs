using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using FxOrleans.Testing;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>Every HTTP request of the contract, of a real host.</summary>
[Collection(DemoCollection.Name)]
public sealed class HttpContractTests(DemoSilo demo)
{
    [Theory]
    [InlineData("/rate?from=USD&to=EUR", "from to price timestamp bid ask confidence status sources via simulated epoch sequence")]
    [InlineData("/rate?from=eur&to=usd", "from to price timestamp bid ask confidence status sources via simulated epoch sequence")]
    [InlineData("/rates?from=USD&to=EUR", "from to price timestamp")]
    [InlineData("/rate/explain?from=USD&to=EUR", "from to price status quotes policy")]
    [InlineData("/convert?from=USD&to=JPY&amount=100.25", "from to amount result price rounding residual timestamp status")]
    public async Task A_rate_has_the_fields_of_the_contract(string path, string fields)
    {
        var answer = await demo.Silo.GetAsync(path);

        Assert.Superset(fields.Split(' ').ToHashSet(), answer.EnumerateObject().Select(field => field.Name).ToHashSet());
        Assert.True(answer.GetProperty("price").GetDecimal() > 0);
        if (path.StartsWith("/rates?", StringComparison.Ordinal))
        {
            Assert.Equal(4, answer.EnumerateObject().Count());
        }
    }

    [Fact]
    public async Task A_cross_goes_through_a_bridge_and_explains_its_legs()
    {
        var rate = await demo.Silo.GetAsync("/rate?from=EUR&to=NGN");
        Assert.NotEmpty(rate.GetProperty("via").EnumerateArray());

        var legs = (await demo.Silo.GetAsync("/rate/explain?from=EUR&to=NGN")).GetProperty("legs").EnumerateArray().ToArray();
        Assert.Equal(rate.GetProperty("via").GetArrayLength() + 1, legs.Length);
        Assert.All(legs, leg => Assert.NotEmpty(leg.GetProperty("quotes").EnumerateArray()));
    }

    [Fact]
    public async Task An_explanation_names_every_quote_and_the_policy()
    {
        var answer = await demo.Silo.GetAsync("/rate/explain?from=USD&to=EUR");

        var quotes = answer.GetProperty("quotes").EnumerateArray().ToArray();
        Assert.True(quotes.Length >= 2);
        foreach (var quote in quotes)
        {
            Assert.NotEmpty(quote.GetProperty("provider").GetString()!);
            Assert.InRange(quote.GetProperty("value").GetDecimal(), 0.1m, 10m);
            Assert.True(quote.GetProperty("age").GetDouble() >= 0);
            Assert.True(quote.GetProperty("weight").GetDecimal() >= 0);
            Assert.Equal(quote.GetProperty("kept").GetBoolean(), quote.GetProperty("reason").ValueKind == JsonValueKind.Null);
        }

        Assert.Equal(JsonValueKind.Object, answer.GetProperty("policy").ValueKind);
    }

    [Fact]
    public async Task One_base_against_many_as_json_and_as_csv()
    {
        var json = await demo.Silo.GetAsync("/rates/latest?base=USD&symbols=EUR,GBP");
        Assert.Equal(2, json.GetProperty("count").GetInt32());

        using var request = new HttpRequestMessage(HttpMethod.Get, "/rates/latest?base=USD&symbols=EUR,GBP");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/csv"));
        using var csv = await demo.Silo.Http.SendAsync(request);
        Assert.Equal("text/csv", csv.Content.Headers.ContentType?.MediaType);
        var lines = (await csv.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Contains("USD", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_year_of_rates_comes_grouped_filled_and_by_address_alone_as_csv()
    {
        var to = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var year = $"from={to.AddYears(-1):yyyy-MM-dd}&to={to:yyyy-MM-dd}";

        var json = await demo.Silo.GetAsync($"/rates/series?base=USD&symbols=EUR,BTC,NGN&{year}&fill=previous");

        Assert.Equal("[]", json.GetProperty("unavailable").GetRawText());
        foreach (var symbol in (string[])["EUR", "BTC", "NGN"])
        {
            var rows = json.GetProperty("series").GetProperty(symbol).EnumerateArray().ToArray();
            Assert.InRange(rows.Length, 355, 367);
            Assert.Equal($"{to:yyyy-MM-dd}", rows[^1].GetProperty("date").GetString());
            Assert.All(rows, row => Assert.True(row.GetProperty("simulated").GetBoolean() && row.GetProperty("rate").GetDecimal() > 0));
        }

        var csv = await demo.Silo.Http.GetStringAsync($"/rates/series?base=USD&symbols=EUR&{year}&group=month&aggregate=average&format=csv");
        Assert.InRange(csv.Split("\r\n").Length, 13, 15);

        var official = await demo.Silo.GetAsync($"/rates/official?source=ECB&base=EUR&symbols=USD,GBP&date={to.AddMonths(-4):yyyy-MM-dd}");
        Assert.InRange(official.GetProperty("rates").GetProperty("USD").GetDecimal(), 0.5m, 2m);
        Assert.InRange(official.GetProperty("published").GetDateTime(), to.AddMonths(-4).AddDays(-6).ToDateTime(default), to.AddMonths(-4).ToDateTime(default));
    }

    [Fact]
    public async Task Every_currency_and_every_provider_is_listed()
    {
        var currencies = await demo.Silo.GetAsync("/currencies");
        var text = currencies.GetRawText();
        Assert.All((string[])["EUR", "XAU", "BTC", "BGN"], code => Assert.Contains($"\"{code}\"", text, StringComparison.Ordinal));

        var providers = (await demo.Silo.GetAsync("/providers")).EnumerateArray().ToArray();
        Assert.Superset(
            new HashSet<string?> { "OneFrame", "Ecb", "Frankfurter", "CurrencyApi", "OpenErApi", "CoinGecko", "Finnhub" },
            providers.Select(provider => provider.GetProperty("name").GetString()).ToHashSet());
        string[] fields = ["name", "state", "lastSuccess", "lastFailure", "accepted", "rejected", "quotaLeft", "attribution"];
        Assert.All(providers, provider => Assert.Superset(fields.ToHashSet(), provider.EnumerateObject().Select(field => field.Name).ToHashSet()));
        Assert.Contains(providers, provider => provider.GetProperty("accepted").GetInt64() > 0);
    }

    [Fact]
    public async Task It_lives_and_is_ready_with_a_board()
    {
        using var live = await demo.Silo.Http.GetAsync("/health/live");
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);

        var ready = await demo.Silo.GetAsync("/health/ready");
        Assert.Equal("ready", ready.GetProperty("status").GetString());
        Assert.Empty(ready.GetProperty("reasons").EnumerateArray());
        Assert.True(ready.GetProperty("board").GetProperty("markets").GetInt32() > 100);
    }

    [Theory]
    [InlineData("/rate?to=EUR", "400 missing_parameter")]
    [InlineData("/rate?from=USD&to=QQQQ", "400 invalid_currency")]
    [InlineData("/rate?from=USD&to=EUR&max_age=soon", "400 invalid_max_age")]
    [InlineData("/rate/explain?from=USD&to=QQQQ", "400 invalid_currency")]
    [InlineData("/convert?from=USD&to=EUR&amount=lots", "400 invalid_amount")]
    [InlineData("/rates/latest?base=QQQQ", "400 invalid_currency")]
    [InlineData("/rates?from=USD&to=QQQQ", "404 invalid_currency")]
    [InlineData("/rates", "404 missing_parameter")]
    [InlineData("/nowhere", "404 unknown_path")]
    public async Task What_is_wrong_has_its_code(string path, string problem) => Assert.Equal(problem, await demo.Silo.ProblemAsync(path));

    [Fact]
    public async Task A_price_older_than_wanted_is_refused()
    {
        await Eventually.TrueAsync(
            async () => (await demo.Silo.GetAsync("/rate?from=USD&to=NGN")).GetProperty("price").GetDecimal() > 0, "a fixing is there");
        Assert.Equal("503 rate_stale", await demo.Silo.ProblemAsync("/rate?from=USD&to=NGN&max_age=1ms"));
    }

    [Fact]
    public async Task An_unchanged_answer_is_not_sent_twice()
    {
        using var first = await demo.Silo.Http.GetAsync("/currencies");
        Assert.NotNull(first.Headers.ETag);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/currencies");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag);
        using var second = await demo.Silo.Http.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task A_method_that_is_not_offered_is_refused_as_a_problem()
    {
        using var answer = await demo.Silo.Http.PostAsync("/rate?from=USD&to=EUR", null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/dashboard")]
    [InlineData("/dashboard/")]
    [InlineData("/dashboard/DashboardCounters")]
    [InlineData("/dashboard/ClusterStats")]
    public async Task The_dashboard_is_off_unless_switched_on(string path) => Assert.Equal("404 unknown_path", await demo.Silo.ProblemAsync(path));
}
