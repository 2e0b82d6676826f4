using FxOrleans.Pricing;
using FxOrleans.Serving.Tests.Prices;
using FxOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Serving.Tests.Http;

/// <summary>"I have not looked yet" is another answer than "I know of none".</summary>
public sealed class NotReadyTests
{
    private const string History = "/api/v1/prices/EUR/history?period=1d";

    private readonly TaskCompletionSource _release = new();

    [Theory]
    [InlineData("/rate?from=USD&to=EUR")]
    [InlineData("/rate?from=USD&to=EUR&max_age=2h")]
    [InlineData("/rates?from=USD&to=EUR")]
    [InlineData("/rates/latest?base=USD")]
    [InlineData("/rates/latest?base=USD&symbols=EUR,USD")]
    [InlineData("/rate/explain?from=USD&to=EUR")]
    [InlineData("/convert?from=USD&to=EUR&amount=1")]
    [InlineData("/api/v1/prices/EUR")]
    [InlineData("/api/v1/prices/batch?symbols=EUR,USD")]
    [InlineData(History)]
    [InlineData("/api/v1/prices/EUR/ohlcv?period=1d")]
    public async Task Before_the_first_snapshot_a_pair_without_a_price_is_503_and_afterwards_404_or_its_price(string path)
    {
        await using var host = await HeldAsync();
        var none = path.Replace("EUR", "KWD", StringComparison.Ordinal);
        foreach (var asked in (string[])[path, none])
        {
            var reply = await host.GetAsync(asked);
            reply.IsProblem(503, "not_ready");
            Assert.Equal("1", reply.Headers["Retry-After"]);
        }

        _release.SetResult();
        await Eventually.TrueAsync(() => host.Board.Book.IsSynced, "the board is filled");
        host.Advance(TimeSpan.FromMinutes(1)); // What was asked of the past is asked again.

        var priced = await host.GetAsync(path);
        Assert.True(priced.Status == 200, priced.Body);
        var unknown = await host.GetAsync(none);
        if (unknown.Status == 200)
        {
            Assert.Contains(none.Contains("KWD", StringComparison.Ordinal) ? "\"missing\":[\"KWD\"]" : "\"missing\":[]", unknown.Body, StringComparison.Ordinal);
        }
        else
        {
            unknown.IsProblem(404, "no_price");
        }
    }

    [Fact]
    public async Task What_is_known_already_or_wrong_in_itself_is_answered()
    {
        await using var host = await HeldAsync();
        host.Engine.Tick("USD/GBP", 0.7m);

        Assert.Equal(0.7m, (await host.RateAsync("USD", "GBP")).Price);
        Assert.Equal(1m, (await host.RateAsync("USD", "USD")).Price);
        (await host.GetAsync("/rate?from=USD&to=JPY")).IsProblem(503, "not_ready");
        (await host.GetAsync("/rate?from=USD&to=NOPE")).IsProblem(400, "invalid_currency");
        (await host.GetAsync("/rates?from=USD&to=NOPE")).IsProblem(404, "invalid_currency");
        (await host.GetAsync("/convert?from=USD&to=EUR&amount=x")).IsProblem(400, "invalid_amount");
        (await host.GetAsync("/api/v1/prices/NOPE")).IsProblem(404, "unknown_symbol");
        Assert.Equal(200, (await host.GetAsync("/currencies")).Status);
    }

    [Fact]
    public async Task A_service_that_nobody_has_told_a_price_does_not_say_that_nobody_quotes_one()
    {
        await using var host = await ServingHost.StartAsync();

        (await host.GetAsync("/rate?from=USD&to=EUR")).IsProblem(503, "not_ready");
        (await host.GetAsync("/rates?from=USD&to=EUR")).IsProblem(404, "no_price"); // The Forex Proxy's word for what is not cached.

        host.Engine.Tick("USD/GBP", 0.7m);
        (await host.GetAsync("/rate?from=USD&to=EUR")).IsProblem(404, "no_price");
    }

    [Fact]
    public async Task Sockets_and_the_hub_say_the_same()
    {
        await using var host = await HeldAsync();
        (await host.GetAsync(
            "/ws/rates?pairs=USD/KWD", ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA==")))
            .IsProblem(503, "not_ready");
        await using var socket = await host.ConnectSocketAsync("/api/ws/prices?client_id=a");
        await socket.SendAsync("""{"action":"subscribe","symbols":["KWD"]}""");
        var message = await socket.Messages.FirstAsync(told => told.GetProperty("type").GetString() == "subscribed", "it is answered");

        Assert.Equal("""[{"symbol":"KWD","code":"not_ready"}]""", message.GetProperty("rejected").GetRawText());
    }

    private Task<ServingHost> HeldAsync() => ServingHost.StartAsync(setup =>
    {
        setup.Synced = false;
        setup.Held = _release.Task;
        setup.Prices = [Given.Price("USD/EUR", 0.8m)];
        var past = new FakePast { Points = [], Bars = [] };
        setup.Services = services => services.AddSingleton<IPriceHistorySource>(past).AddSingleton<ICandleSource>(past);
    });
}
