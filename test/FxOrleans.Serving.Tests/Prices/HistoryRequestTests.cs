using FxOrleans.Pricing;
using FxOrleans.PricePlatform;

namespace FxOrleans.Serving.Tests.Prices;

/// <summary>Which questions about the past are taken, and with what the others are refused.</summary>
public sealed class HistoryRequestTests
{
    [Theory]
    [InlineData("BTC/history", "invalid_period")]
    [InlineData("BTC/history?period=", "invalid_period")]
    [InlineData("BTC/history?period=2d", "invalid_period")]
    [InlineData("BTC/history?period=1D", "invalid_period")]
    [InlineData("BTC/history?period=*", "invalid_period")]
    [InlineData("BTC/history?period=1d&period=1w", "invalid_period")]
    [InlineData("BTC/ohlcv", "invalid_period")]
    [InlineData("BTC/ohlcv?period=-1d&interval=1h", "invalid_period")]
    [InlineData("BTC/ohlcv?period=1d&interval=", "invalid_interval")]
    [InlineData("BTC/ohlcv?period=1d&interval=1s", "invalid_interval")]
    [InlineData("BTC/ohlcv?period=1d&interval=2h", "invalid_interval")]
    [InlineData("BTC/ohlcv?period=1d&interval=1h&interval=1h", "invalid_interval")]
    [InlineData("BTC/ohlcv?period=all&interval=1h", "invalid_interval")]
    [InlineData("BTC/ohlcv?period=5y&interval=1m", "invalid_interval")]
    [InlineData("B!C/history?period=1d", "invalid_currency")]
    [InlineData("USD/history?period=1d", "invalid_currency")]
    [InlineData("EUR-EUR/ohlcv?period=1d", "invalid_currency")]
    public async Task What_is_wrong_is_said_and_nobody_is_asked(string path, string code)
    {
        var past = new FakePast();
        await using var host = await PastHost.StartAsync(past);

        (await host.GetAsync($"/api/v1/prices/{path}")).IsProblem(400, code);
        Assert.Equal((0, 0), (past.Calls, host.Service<ResponseCache>().Count));
    }

    [Fact]
    public async Task An_unknown_symbol_is_a_404_and_nobody_is_asked()
    {
        var past = new FakePast();
        await using var host = await PastHost.StartAsync(past);

        (await host.GetAsync("/api/v1/prices/NOSUCH/history?period=1d")).IsProblem(404, "unknown_symbol");
        Assert.Equal((0, 0), (past.Calls, host.Service<ResponseCache>().Count));
    }

    [Fact]
    public async Task Every_period_takes_every_interval_that_gives_few_enough_bars()
    {
        await using var host = await PastHost.StartAsync(new FakePast());
        foreach (var period in PricePeriod.All)
        {
            foreach (var interval in PricePeriod.Intervals)
            {
                var reply = await host.GetAsync($"/api/v1/prices/BTC/ohlcv?period={period.Code}&interval={interval.Code()}");
                Assert.Equal(period.Takes(interval) ? 200 : 400, reply.Status);
            }

            Assert.True(period.Takes(period.Bars));
        }
    }
}
