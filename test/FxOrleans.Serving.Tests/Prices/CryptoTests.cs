using FxOrleans.Pricing;
using FxOrleans.PricePlatform;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Serving.Tests.Prices;

/// <summary>Coin discovery.</summary>
public sealed class CryptoTests
{
    private const string Crypto = "/api/v1/prices/crypto";

    [Fact]
    public async Task The_largest_coins_come_in_the_documented_shape()
    {
        await using var host = await StartAsync(new FakeCoins());

        var reply = await host.GetAsync($"{Crypto}/top?limit=1");

        Assert.Equal(
            """{"success":true,"count":1,"provider":"Coins","simulated":false,"results":[{"id":"coin-1","symbol":"C1","name":"Coin 1","current_price":1.5,"image":"https://example.org/1.png","market_cap":999999,"market_cap_rank":1,"price_change_percentage_24h":-1.25}]}""",
            reply.Body);
        Assert.Equal(100, (await host.GetAsync($"{Crypto}/top")).Json.GetProperty("count").GetInt32());
        Assert.Equal(600, (await host.GetAsync($"{Crypto}/top?limit=1000")).Json.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Lists_of_different_lengths_cost_one_call()
    {
        var coins = new FakeCoins();
        await using var host = await StartAsync(coins);

        for (var limit = 1; limit <= 250; limit += 10)
        {
            Assert.Equal(limit, (await host.GetAsync($"{Crypto}/top?limit={limit}")).Json.GetProperty("count").GetInt32());
        }

        Assert.Equal(1, coins.Calls);
    }

    [Fact]
    public async Task A_search_finds_coins_that_nobody_prices_too()
    {
        await using var host = await StartAsync(new FakeCoins());

        var json = (await host.GetAsync($"{Crypto}/search?q=%20Doge%20")).Json;

        Assert.Equal(["C10", "NTI"], json.GetProperty("results").EnumerateArray().Select(coin => coin.GetProperty("symbol").GetString()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, json.GetProperty("results")[1].GetProperty("current_price").ValueKind);
        Assert.Equal(1, (await host.GetAsync($"{Crypto}/search?q=doge&limit=1")).Json.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task The_mapping_has_one_coin_a_symbol_the_one_with_the_larger_market()
    {
        await using var host = await StartAsync(new FakeCoins());

        var json = (await host.GetAsync($"{Crypto}/mapping")).Json;

        Assert.Equal(("coin-1", "unranked"), (json.GetProperty("mapping").GetProperty("C1").GetString(), json.GetProperty("mapping").GetProperty("UNR").GetString()));
        Assert.Equal(601, json.GetProperty("count").GetInt32());
        Assert.Equal(601, json.GetProperty("results").GetArrayLength());
    }

    [Theory]
    [InlineData("/top?limit=0", 400, "invalid_limit")]
    [InlineData("/top?limit=-1", 400, "invalid_limit")]
    [InlineData("/top?limit=1000000000", 400, "invalid_limit")]
    [InlineData("/top?limit=99999999999999999999", 400, "invalid_limit")]
    [InlineData("/top?limit=1001", 400, "invalid_limit")]
    [InlineData("/top?limit=1.5", 400, "invalid_limit")]
    [InlineData("/top?limit=+1", 400, "invalid_limit")]
    [InlineData("/top?limit=", 400, "invalid_limit")]
    [InlineData("/top?limit=*", 400, "invalid_limit")]
    [InlineData("/top?limit=1&limit=1", 400, "invalid_limit")]
    [InlineData("/search", 400, "missing_parameter")]
    [InlineData("/search?q=", 400, "missing_parameter")]
    [InlineData("/search?q=%20", 400, "invalid_query")]
    [InlineData("/search?q=*", 400, "invalid_query")]
    [InlineData("/search?q=bit*", 400, "invalid_query")]
    [InlineData("/search?q=%25coin%25", 400, "invalid_query")]
    [InlineData("/search?q=b%3Ft", 400, "invalid_query")]
    [InlineData("/search?q=a%00b", 400, "invalid_query")]
    [InlineData("/search?q=---", 400, "invalid_query")]
    [InlineData("/search?q=%3Cscript%3E", 400, "invalid_query")]
    [InlineData("/search?q=doge&q=btc", 400, "invalid_query")]
    [InlineData("/search?q=doge&limit=101", 400, "invalid_limit")]
    [InlineData("/nothing", 404, "unknown_path")]
    public async Task What_is_wrong_is_said_and_nobody_is_asked(string path, int status, string code)
    {
        var coins = new FakeCoins();
        await using var host = await StartAsync(coins);

        (await host.GetAsync(Crypto + path)).IsProblem(status, code);
        Assert.Equal((0, 0), (coins.Calls, host.Service<ResponseCache>().Count));
    }

    [Theory]
    [InlineData(65, 400, "invalid_query")]
    [InlineData(8000, 400, "invalid_query")]
    [InlineData(8192, 414, "uri_too_long")]
    public async Task Long_texts_are_refused_and_nobody_is_asked(int length, int status, string code)
    {
        var coins = new FakeCoins();
        await using var host = await StartAsync(coins);

        (await host.GetAsync($"{Crypto}/search?q={new string('a', length)}")).IsProblem(status, code);
        Assert.Equal(0, coins.Calls);
    }

    [Fact]
    public async Task An_upstream_that_limits_is_a_503_at_first_and_an_old_answer_later()
    {
        var coins = new FakeCoins { Failure = new ProviderException(ProviderFailureKind.RateLimited, "429") { RetryAfter = TimeSpan.FromSeconds(20) } };
        await using var host = await StartAsync(coins);
        foreach (var path in new[] { "/top", "/search?q=doge", "/mapping" })
        {
            var reply = await host.GetAsync(Crypto + path);
            reply.IsProblem(503, "upstream_unavailable");
            Assert.Equal("20", reply.Headers["Retry-After"]);
        }

        coins.Failure = null;
        host.Advance(TimeSpan.FromSeconds(21));
        Assert.Equal(200, (await host.GetAsync($"{Crypto}/top")).Status);
        coins.Failure = new ProviderException(ProviderFailureKind.RateLimited, "429");
        host.Advance(TimeSpan.FromMinutes(61));
        Assert.True((await host.GetAsync($"{Crypto}/top")).Json.GetProperty("stale").GetBoolean());
    }

    [Fact]
    public async Task A_node_without_coins_says_so()
    {
        await using var host = await ServingHost.StartAsync();

        (await host.GetAsync($"{Crypto}/top")).IsProblem(503, "upstream_unavailable");
    }

    private static Task<ServingHost> StartAsync(FakeCoins coins) =>
        ServingHost.StartAsync(setup => setup.Services = services => services.AddSingleton<ICoinCatalog>(coins));
}
