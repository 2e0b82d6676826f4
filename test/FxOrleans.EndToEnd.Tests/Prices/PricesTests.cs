using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>The price platform on the real host, its providers pointed at the demo market.</summary>
[Collection(DemoCollection.Name)]
public sealed class PricesTests(DemoSilo demo)
{
    private const string Prices = "/api/v1/prices";

    [Theory]
    [InlineData("BTC")]
    [InlineData("EUR")]
    [InlineData("AAPL")]
    [InlineData("XAU")]
    [InlineData("EUR-NGN")]
    public async Task A_symbol_has_its_price_and_what_it_did_in_a_day(string symbol)
    {
        await PricedAsync(symbol);
        await Eventually.TrueAsync(
            async () => symbol == "XAU" || (await demo.Silo.GetAsync($"{Prices}/{symbol}")).GetProperty("change").ValueKind == JsonValueKind.Number,
            $"the change of {symbol} is known",
            TimeSpan.FromSeconds(60));

        var json = await demo.Silo.GetAsync($"{Prices}/{symbol}");

        Assert.Equal(["symbol", "price", "change", "change_percent", "timestamp", "status"], json.EnumerateObject().Select(member => member.Name).Take(6));
        Assert.Equal(symbol, json.GetProperty("symbol").GetString());
        Assert.True(json.GetProperty("price").GetDecimal() > 0);
        Assert.True(json.GetProperty("simulated").GetBoolean());
        if (json.GetProperty("change").ValueKind == JsonValueKind.Number)
        {
            var (price, change) = (json.GetProperty("price").GetDecimal(), json.GetProperty("change").GetDecimal());
            Assert.InRange(json.GetProperty("change_percent").GetDecimal() - (change / (price - change) * 100), -0.00005m, 0.00005m);
            Assert.InRange(json.GetProperty("change_percent").GetDecimal(), -50, 50);
        }
    }

    [Fact]
    public async Task A_batch_has_the_priced_and_lists_the_missing()
    {
        await PricedAsync("BTC");
        await PricedAsync("ETH");
        await PricedAsync("AAPL");

        var json = await demo.Silo.GetAsync($"{Prices}/batch?symbols=BTC,ETH,AAPL,NOSUCH");

        Assert.Equal(3, json.GetProperty("count").GetInt32());
        Assert.Equal(["BTC", "ETH", "AAPL"], json.GetProperty("data").EnumerateObject().Select(row => row.Name));
        Assert.Equal("NOSUCH", json.GetProperty("missing").EnumerateArray().Single().GetString());
    }

    [Theory]
    [InlineData("BTC", "1d", 200)]
    [InlineData("BTC", "1y", 360)]
    [InlineData("ETH", "all", 360)]
    [InlineData("EUR", "1m", 15)]
    [InlineData("EUR", "5y", 400)]
    [InlineData("EUR-GBP", "1y", 200)]
    [InlineData("AAPL", "1w", 20)]
    [InlineData("XAU", "1w", 20)]
    public async Task History_reaches_back_as_far_as_its_provider(string symbol, string period, int least)
    {
        var json = await AnsweredAsync($"{Prices}/{symbol}/history?period={period}");

        var points = json.GetProperty("data").EnumerateArray().ToList();
        Assert.Equal((symbol, period, points.Count), (json.GetProperty("symbol").GetString(), json.GetProperty("period").GetString(), json.GetProperty("count").GetInt32()));
        Assert.True(points.Count >= least, $"{points.Count} points");
        Assert.Contains(json.GetProperty("source").GetString(), new[] { "provider", "both" });
        Assert.True(json.GetProperty("simulated").GetBoolean());
        var times = points.Select(point => point.GetProperty("timestamp").GetDateTimeOffset()).ToList();
        Assert.Equal(times.Order().Distinct(), times);
        Assert.All(points, point => Assert.True(point.GetProperty("price").GetDecimal() > 0));
    }

    [Theory]
    [InlineData("BTC", "1d", "15m", 60)]
    [InlineData("BTC", "1w", "1h", 160)]
    [InlineData("BTC", "1m", "4h", 150)]
    [InlineData("BTC", "1y", "1d", 360)]
    [InlineData("EUR", "1y", "1d", 200)]
    [InlineData("AAPL", "1w", "1h", 20)]
    [InlineData("AAPL", "1m", "4h", 20)]
    [InlineData("XAU", "1d", "5m", 100)]
    public async Task Bars_are_whole_in_order_and_so_long_as_asked_for(string symbol, string period, string interval, int least)
    {
        var json = await AnsweredAsync($"{Prices}/{symbol}/ohlcv?period={period}&interval={interval}");

        var bars = json.GetProperty("data").EnumerateArray().ToList();
        Assert.Equal((interval, bars.Count), (json.GetProperty("interval").GetString(), json.GetProperty("count").GetInt32()));
        Assert.True(bars.Count >= least, $"{bars.Count} bars");
        var length = interval switch { "5m" => 5, "15m" => 15, "1h" => 60, "4h" => 240, _ => 1440 };
        var times = bars.Select(bar => bar.GetProperty("time").GetDateTimeOffset()).ToList();
        Assert.Equal(times.Order().Distinct(), times);
        Assert.All(times, time => Assert.Equal(0, time.ToUnixTimeSeconds() % (length * 60)));
        Assert.All(bars, bar =>
        {
            var (open, high, low, close) = (Number(bar, "open"), Number(bar, "high"), Number(bar, "low"), Number(bar, "close"));
            Assert.True(low > 0 && low <= Math.Min(open, close) && high >= Math.Max(open, close) && Number(bar, "volume") >= 0, bar.GetRawText());
        });
    }

    [Fact]
    public async Task Coins_can_be_discovered()
    {
        var top = await AnsweredAsync($"{Prices}/crypto/top?limit=20");
        var search = await AnsweredAsync($"{Prices}/crypto/search?q=doge");
        var mapping = await AnsweredAsync($"{Prices}/crypto/mapping");

        Assert.True(top.GetProperty("success").GetBoolean());
        Assert.Equal(20, top.GetProperty("count").GetInt32());
        Assert.Equal(Enumerable.Range(1, 20), top.GetProperty("results").EnumerateArray().Select(coin => coin.GetProperty("market_cap_rank").GetInt32()));
        Assert.Equal("BTC", top.GetProperty("results")[0].GetProperty("symbol").GetString());
        Assert.Contains("dogecoin", search.GetProperty("results").EnumerateArray().Select(coin => coin.GetProperty("id").GetString()));
        Assert.Equal("bitcoin", mapping.GetProperty("mapping").GetProperty("BTC").GetString());
    }

    [Theory]
    [InlineData("/NOSUCH", "404 unknown_symbol")]
    [InlineData("/B*C", "400 invalid_currency")]
    [InlineData("/BTC/history?period=2y", "400 invalid_period")]
    [InlineData("/BTC/ohlcv?period=1d&interval=7m", "400 invalid_interval")]
    [InlineData("/crypto/top?limit=0", "400 invalid_limit")]
    [InlineData("/crypto/search?q=*", "400 invalid_query")]
    [InlineData("/batch", "400 missing_parameter")]
    public async Task What_is_wrong_is_said(string path, string problem) => Assert.Equal(problem, await demo.Silo.ProblemAsync(Prices + path));

    [Fact]
    public async Task The_socket_follows_a_coin_a_currency_and_a_stock()
    {
        foreach (var symbol in new[] { "BTC", "EUR", "AAPL" })
        {
            await PricedAsync(symbol);
        }

        using var socket = new ClientWebSocket();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await socket.ConnectAsync(new Uri($"ws://{demo.Silo.Address.Authority}/api/ws/prices?client_id=e2e"), deadline.Token);
        Assert.Equal("""{"type":"connected","client_id":"e2e"}""", (await ReceiveAsync(socket, deadline.Token)).GetRawText());
        await socket.SendAsync(Encoding.UTF8.GetBytes("""{"action":"subscribe","symbols":["BTC","EUR","AAPL"]}"""), WebSocketMessageType.Text, true, deadline.Token);
        Assert.Equal("subscribed", (await ReceiveAsync(socket, deadline.Token)).GetProperty("type").GetString());

        var updates = new Dictionary<string, int>();
        while (updates.Count < 3 || updates["EUR"] < 3)
        {
            var message = await ReceiveAsync(socket, deadline.Token);
            Assert.Equal("price_update", message.GetProperty("type").GetString());
            foreach (var row in message.GetProperty("data").EnumerateObject())
            {
                Assert.True(row.Value.GetProperty("price").GetDecimal() > 0);
                Assert.True(row.Value.TryGetProperty("change", out _) && row.Value.TryGetProperty("change_percent", out _));
                updates[row.Name] = updates.GetValueOrDefault(row.Name) + 1;
            }
        }
    }

    [Fact]
    public async Task Caches_and_updates_stand_in_Redis_under_their_names()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var listener = await redis.ListenAsync("lokifi:price_updates");
        await using var silo = await SiloProcess.StartAsync("--Demo:Enabled=true", $"--Redis:ConnectionString={redis.ConnectionString}");
        await silo.ReadyAsync();
        await Eventually.TrueAsync(async () => (await silo.Http.GetAsync($"{Prices}/BTC")).IsSuccessStatusCode, "BTC is priced", TimeSpan.FromSeconds(60));

        foreach (var (path, key, seconds) in new[]
        {
            ("/BTC", "price:BTC", 60), ("/BTC/history?period=1d", "history:BTC:1d", 1800), ("/BTC/ohlcv?period=1d", "ohlcv:BTC:1d", 1800),
            ("/BTC/ohlcv?period=1d&interval=1h", "ohlcv:BTC:1d:1h", 1800), ("/crypto/top?limit=5", "crypto:top:5", 3600),
        })
        {
            await silo.GetAsync(Prices + path);
            await Eventually.TrueAsync(async () => int.Parse((await redis.CommandAsync("TTL", key))!, CultureInfo.InvariantCulture) > 0, $"{key} is written", TimeSpan.FromSeconds(60));
            Assert.InRange(int.Parse((await redis.CommandAsync("TTL", key))!, CultureInfo.InvariantCulture), 1, seconds);
        }

        await Eventually.TrueAsync(() => listener.Messages.Any(message => message.Contains("\"BTC\":{", StringComparison.Ordinal)), "BTC is told to others", TimeSpan.FromSeconds(60));
        redis.Kill();
        Assert.Equal(200, (int)(await silo.Http.GetAsync($"{Prices}/ETH/history?period=1d")).StatusCode);
        Assert.Equal(200, (int)(await silo.Http.GetAsync($"{Prices}/BTC/history?period=1d")).StatusCode);
    }

    // Where the upstream has not answered in time it is to be asked again.
    private async Task<JsonElement> AnsweredAsync(string path)
    {
        JsonElement json = default;
        await Eventually.TrueAsync(
            async () =>
            {
                using var answer = await demo.Silo.Http.GetAsync(path);
                if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
                {
                    return false;
                }

                json = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
                return true;
            },
            $"{path} is answered");
        return json;
    }

    private Task PricedAsync(string symbol) => Eventually.TrueAsync(
        async () => (await demo.Silo.Http.GetAsync($"{Prices}/{symbol}")).IsSuccessStatusCode, $"{symbol} is priced", TimeSpan.FromSeconds(60));

    private static decimal Number(JsonElement bar, string name) => bar.GetProperty(name).GetDecimal();

    private static async Task<JsonElement> ReceiveAsync(ClientWebSocket socket, CancellationToken cancel)
    {
        var buffer = new byte[64 * 1024];
        using var message = new MemoryStream();
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(), cancel);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);

        using var json = JsonDocument.Parse(message.ToArray());
        return json.RootElement.Clone();
    }
}
