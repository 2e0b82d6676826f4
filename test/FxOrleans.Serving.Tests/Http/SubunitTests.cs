using FxOrleans.Serving.Tests.Hub;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Http;

/// <summary>Hundredths of a currency, by their exact spelling, are understood with their factor and never taken for the currency.</summary>
public sealed class SubunitTests
{
    private const string Pence = """{"of":"GBP","per":100}""";

    [Theory]
    [InlineData("GBp", 4082, "51.02", "GBP")] // 40.82 pounds, not 4,082.
    [InlineData("GBX", 4000, "50", "GBP")]
    [InlineData("ZAc", 100000, "50", "ZAR")]
    [InlineData("ZAX", 100000, "50", "ZAR")]
    [InlineData("ILA", 100000, "250", "ILS")]
    public async Task An_amount_in_hundredths_is_converted_as_hundredths(string code, int amount, string result, string of)
    {
        await using var host = await HostAsync();

        var json = (await host.GetAsync($"/convert?from={code}&to=USD&amount={amount}")).Json;

        Assert.Equal(decimal.Parse(result, System.Globalization.CultureInfo.InvariantCulture), json.GetProperty("result").GetDecimal());
        Assert.Equal((code, $$"""{"of":"{{of}}","per":100}"""), (json.GetProperty("from").GetString(), json.GetProperty("subunit").GetRawText()));
        Assert.Equal(amount * json.GetProperty("price").GetDecimal(), json.GetProperty("result").GetDecimal() + json.GetProperty("residual").GetDecimal());
    }

    [Fact]
    public async Task What_is_paid_out_in_pence_is_whole_pence()
    {
        await using var host = await HostAsync();

        var json = (await host.GetAsync("/convert?from=USD&to=GBp&amount=10.01")).Json;

        Assert.Equal((801m, -0.2m), (json.GetProperty("result").GetDecimal(), json.GetProperty("residual").GetDecimal()));
        Assert.Equal(Pence, json.GetProperty("subunit").GetRawText());
    }

    [Fact]
    public async Task A_rate_in_pence_is_a_hundredth_of_the_pounds_and_says_so()
    {
        await using var host = await HostAsync();

        var pounds = (await host.GetAsync("/rate?from=GBP&to=USD")).Json;
        var pence = (await host.GetAsync("/rate?from=GBp&to=USD")).Json;
        var dollars = (await host.GetAsync("/rate?from=USD&to=GBX")).Json;

        foreach (var field in (string[])["price", "bid", "ask", "confidence"])
        {
            Assert.Equal(pounds.GetProperty(field).GetDecimal() / 100, pence.GetProperty(field).GetDecimal());
        }

        Assert.Equal(("GBp", Pence), (pence.GetProperty("from").GetString(), pence.GetProperty("subunit").GetRawText()));
        Assert.Equal(("GBX", 80m, Pence), (dollars.GetProperty("to").GetString(), dollars.GetProperty("price").GetDecimal(), dollars.GetProperty("subunit").GetRawText()));
        Assert.False(pounds.TryGetProperty("subunit", out _));
    }

    [Fact]
    public async Task Between_two_hundredths_both_are_named_and_of_one_currency_the_rate_is_the_factor()
    {
        await using var host = await HostAsync();

        var both = (await host.GetAsync("/rate?from=GBp&to=ZAc")).Json;

        Assert.Equal((25m, Pence, """{"of":"ZAR","per":100}"""), (both.GetProperty("price").GetDecimal(), both.GetProperty("subunit").GetRawText(), both.GetProperty("to_subunit").GetRawText()));
        Assert.Equal(0.01m, (await host.GetAsync("/rate?from=GBp&to=GBP")).Json.GetProperty("price").GetDecimal());
        Assert.Equal(1m, (await host.GetAsync("/rate?from=GBp&to=GBX")).Json.GetProperty("price").GetDecimal());
    }

    [Fact]
    public async Task A_table_counts_in_pence_where_it_is_asked_to()
    {
        await using var host = await HostAsync();

        var based = (await host.GetAsync("/rates/latest?base=GBp&symbols=USD,GBP")).Json;
        var quoted = (await host.GetAsync("/rates/latest?base=USD&symbols=GBp,GBP,GBp")).Json;

        Assert.Equal(("GBp", Pence), (based.GetProperty("base").GetString(), based.GetProperty("subunit").GetRawText()));
        Assert.Equal("""{"USD":0.0125,"GBP":0.01}""", based.GetProperty("rates").GetRawText());
        Assert.Equal("""{"GBp":80.0,"GBP":0.8}""", quoted.GetProperty("rates").GetRawText());
        Assert.Equal(Pence, quoted.GetProperty("prices")[0].GetProperty("subunit").GetRawText());
    }

    [Theory]
    [InlineData("/rate/explain?from=GBp&to=USD", 400)]
    [InlineData("/rates?from=GBp&to=USD", 404)]
    public async Task Where_the_factor_cannot_be_told_they_are_refused_with_what_to_ask_for(string path, int status)
    {
        await using var host = await HostAsync();

        var reply = await host.GetAsync(path);

        reply.IsProblem(status, "invalid_currency");
        Assert.Contains("hundredth of GBP", reply.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_socket_nor_platform_takes_them_for_pounds()
    {
        await using var host = await HostAsync();
        (await host.GetAsync("/api/v1/prices/GBp")).IsProblem(404, "unknown_symbol");
        await using var hub = await host.ConnectHubAsync();
        Assert.Equal([("GBp/USD", "invalid_currency")], (await hub.SubscribeAsync("GBp/USD")).Rejected);
    }

    [Theory]
    [InlineData("GBP")]
    [InlineData("gbp")]
    [InlineData("Gbp")]
    public async Task The_currency_itself_is_understood_in_any_case(string code)
    {
        await using var host = await HostAsync();

        var json = (await host.GetAsync($"/convert?from={code}&to=USD&amount=40.82")).Json;

        Assert.Equal((51.02m, "GBP"), (json.GetProperty("result").GetDecimal(), json.GetProperty("from").GetString()));
        Assert.False(json.TryGetProperty("subunit", out _));
    }

    [Fact]
    public async Task Offshore_yuan_is_not_the_yuan()
    {
        await using var host = await ServingHost.StartAsync(setup => setup.Prices = [Given.Price("USD/CNY", 7m), Given.Price("USD/CNH", 7.1m)]);

        Assert.Equal(7m, (await host.RateAsync("USD", "CNY")).Price);
        Assert.Equal(7.1m, (await host.RateAsync("USD", "CNH")).Price);
    }

    private static Task<ServingHost> HostAsync() =>
        ServingHost.StartAsync(setup => setup.Prices = [Given.Price("GBP/USD", 1.25m), Given.Price("ZAR/USD", 0.05m), Given.Price("ILS/USD", 0.25m)]);
}
