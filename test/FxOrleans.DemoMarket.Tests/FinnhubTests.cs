using System.Net;
using System.Text.Json;

namespace FxOrleans.DemoMarket.Tests;

public class FinnhubTests
{
    [Fact]
    public async Task A_quote_is_a_day_of_a_stock()
    {
        await using var demo = await DemoFixture.StartAsync();
        var quote = await demo.JsonAsync("/finnhub/api/v1/quote?symbol=AAPL&token=t");
        Assert.Equal(["c", "d", "dp", "h", "l", "o", "pc", "t"], quote.EnumerateObject().Select(member => member.Name));
        var (c, h, l, o, pc) = (Value("c"), Value("h"), Value("l"), Value("o"), Value("pc"));
        Assert.True(l > 0 && l <= Math.Min(c, o) && h >= Math.Max(c, o));
        Assert.Equal(c - pc, Value("d"));
        Assert.InRange(Value("dp"), (c - pc) / pc * 100 - 0.01m, (c - pc) / pc * 100 + 0.01m);
        Assert.InRange(demo.Time.GetUtcNow().ToUnixTimeSeconds() - Value("t"), 0, 1);

        decimal Value(string name) => quote.GetProperty(name).GetDecimal();
    }

    [Fact]
    public async Task An_unknown_symbol_is_all_zero()
    {
        await using var demo = await DemoFixture.StartAsync();
        Assert.All((await demo.JsonAsync("/finnhub/api/v1/quote?symbol=NOPE&token=t")).EnumerateObject(), member => Assert.Equal(0, member.Value.GetDecimal()));
    }

    [Theory]
    [InlineData("/finnhub/api/v1/quote?symbol=AAPL")]
    [InlineData("/finnhub/api/v1/forex/rates?base=USD")]
    [InlineData("/finnhub/ws")]
    public async Task Nothing_comes_without_a_token(string path)
    {
        await using var demo = await DemoFixture.StartAsync();
        Assert.Contains("API key", (await demo.JsonAsync(path, HttpStatusCode.Unauthorized)).GetProperty("error").GetString());
    }

    [Fact]
    public async Task Forex_rates_are_live()
    {
        await using var demo = await DemoFixture.StartAsync();
        var before = await Euro();
        demo.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.NotEqual(before, await Euro());

        async Task<decimal> Euro()
        {
            var rates = await demo.JsonAsync("/finnhub/api/v1/forex/rates?base=USD&token=t");
            Assert.Equal("USD", rates.GetProperty("base").GetString());
            Assert.True(rates.GetProperty("quote").EnumerateObject().Count() > 150);
            return rates.GetProperty("quote").GetProperty("EUR").GetDecimal();
        }
    }

    [Fact]
    public async Task Candles_are_columns_and_a_year_of_them_ends_at_the_quote()
    {
        await using var demo = await DemoFixture.StartAsync();
        var now = demo.Time.GetUtcNow().ToUnixTimeSeconds();
        var candle = await demo.JsonAsync($"/finnhub/api/v1/stock/candle?symbol=AAPL&resolution=D&from={now - (365 * 86_400)}&to={now}&token=t");
        Assert.Equal("ok", candle.GetProperty("s").GetString());
        var (opens, highs, lows, closes) = (Column("o"), Column("h"), Column("l"), Column("c"));
        var times = Column("t");
        Assert.Equal(365, times.Count);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.Equal(86_400, pair.Second - pair.First));
        Assert.All(times, time => Assert.Equal(0, time % 86_400));
        Assert.All(closes.Zip(opens.Skip(1)), pair => Assert.Equal(pair.First, pair.Second));
        Assert.All(Enumerable.Range(0, times.Count), i => Assert.True(lows[i] <= Math.Min(opens[i], closes[i]) && highs[i] >= Math.Max(opens[i], closes[i])));
        Assert.Equal((await demo.JsonAsync("/finnhub/api/v1/quote?symbol=AAPL&token=t")).GetProperty("c").GetDecimal(), closes[^1]);
        Assert.Equal("no_data", (await demo.JsonAsync("/finnhub/api/v1/stock/candle?symbol=NOPE&resolution=D&from=0&to=1&token=t")).GetProperty("s").GetString());

        List<decimal> Column(string name) => [.. candle.GetProperty(name).EnumerateArray().Select(value => value.GetDecimal())];
    }

    [Theory]
    [InlineData("/finnhub/ws?token=t")]
    [InlineData("/finnhub?token=t")]
    [InlineData("/finnhub/?token=t")]
    public async Task The_socket_trades_what_was_subscribed_to(string path)
    {
        await using var demo = await DemoFixture.StartAsync();
        using var socket = await FinnhubClient.ConnectAsync(demo, path);
        Assert.Equal("ping", (await socket.ReceiveAsync()).GetProperty("type").GetString());

        await socket.SendAsync("""{"type":"subscribe","symbol":"AAPL"}""");
        var first = (await socket.ReceiveAsync()).GetProperty("data")[0];
        Assert.Equal("AAPL", first.GetProperty("s").GetString());
        Assert.True(first.GetProperty("p").GetDecimal() > 0 && first.GetProperty("v").GetDecimal() > 0);
        Assert.InRange(demo.Time.GetUtcNow().ToUnixTimeMilliseconds() - first.GetProperty("t").GetInt64(), 0, 1000);

        await socket.SendAsync("""{"type":"subscribe","symbol":"OANDA:EUR_USD"}""");
        var euro = (await socket.ReceiveAsync()).GetProperty("data")[0];
        Assert.Equal("OANDA:EUR_USD", euro.GetProperty("s").GetString());
        Assert.Equal(0, euro.GetProperty("v").GetDecimal());

        demo.Time.Advance(demo.Server.World.TickInterval);
        var tick = await socket.ReceiveAsync();
        Assert.Equal("trade", tick.GetProperty("type").GetString());
        Assert.Equal(["AAPL", "OANDA:EUR_USD"], tick.GetProperty("data").EnumerateArray().Select(trade => trade.GetProperty("s").GetString()));

        await socket.SendAsync("""{"type":"unsubscribe","symbol":"AAPL"}""");
        await socket.SendAsync("""{"type":"subscribe","symbol":"NOPE"}""");
        Assert.Contains("NOPE", (await socket.ReceiveAsync()).GetProperty("msg").GetString());
        demo.Time.Advance(demo.Server.World.TickInterval);
        Assert.Equal(1, (await socket.ReceiveAsync()).GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task The_socket_pings_now_and_then_and_complains_of_nonsense()
    {
        await using var demo = await DemoFixture.StartAsync();
        using var socket = await FinnhubClient.ConnectAsync(demo);
        await socket.ReceiveAsync();
        await socket.SendAsync("hello");
        Assert.Equal("error", (await socket.ReceiveAsync()).GetProperty("type").GetString());
        demo.Time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal("ping", (await socket.ReceiveAsync()).GetProperty("type").GetString());
    }

    [Fact]
    public async Task The_socket_obeys_within_one_tick()
    {
        await using var demo = await DemoFixture.StartAsync();
        using var socket = await FinnhubClient.ConnectAsync(demo);
        await socket.ReceiveAsync();
        await socket.SendAsync("""{"type":"subscribe","symbol":"BINANCE:BTCUSDT"}""");
        var honest = Price(await socket.ReceiveAsync());

        demo.Misbehaviour.Set("finnhub", MisbehaviourMode.Lie, 0.01);
        demo.Time.Advance(demo.Server.World.TickInterval);
        Assert.InRange(Price(await socket.ReceiveAsync()) / honest, 0.0099m, 0.0101m);

        demo.Misbehaviour.Set("finnhub", MisbehaviourMode.RateLimit);
        Assert.True(await socket.IsClosedAsync());
        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => FinnhubClient.ConnectAsync(demo));

        demo.Misbehaviour.Set("finnhub", MisbehaviourMode.Honest);
        using var again = await FinnhubClient.ConnectAsync(demo);

        static decimal Price(JsonElement message) => message.GetProperty("data")[0].GetProperty("p").GetDecimal();
    }
}
