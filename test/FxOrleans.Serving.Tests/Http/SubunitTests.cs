using FxOrleans.Serving.Tests.Hub;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Http;

/// <summary>Hundredths of a currency, by their exact spelling, are never taken for the currency.</summary>
public sealed class SubunitTests
{
    [Theory]
    [InlineData("/rate?from=GBp&to=USD")]
    [InlineData("/rate?from=USD&to=GBp")]
    [InlineData("/rate?from=ZAc&to=USD")]
    [InlineData("/rate?from=GBX&to=USD")]
    [InlineData("/rate?from=ILA&to=USD")]
    [InlineData("/convert?from=GBp&to=USD&amount=4082")]
    [InlineData("/rates/latest?base=GBp")]
    [InlineData("/rates/latest?base=USD&symbols=GBp")]
    [InlineData("/rate/explain?from=GBp&to=USD")]
    public async Task They_are_refused(string path)
    {
        await using var host = await HostAsync();
        (await host.GetAsync(path)).IsProblem(400, "invalid_currency");
    }

    [Fact]
    public async Task The_answer_says_what_to_ask_for()
    {
        await using var host = await HostAsync();
        var reply = await host.GetAsync("/convert?from=GBp&to=USD&amount=4082");
        reply.IsProblem(400, "invalid_currency");
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
    [InlineData("ZAR")]
    public async Task The_currency_itself_is_understood_in_any_case(string code)
    {
        await using var host = await HostAsync();
        Assert.Equal(200, (await host.GetAsync($"/convert?from={code}&to=USD&amount=4082")).Status);
    }

    private static Task<ServingHost> HostAsync() =>
        ServingHost.StartAsync(setup => setup.Prices = [Given.Price("GBP/USD", 1.25m), Given.Price("ZAR/USD", 0.05m)]);
}
