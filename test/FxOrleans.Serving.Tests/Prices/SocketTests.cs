using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using FxOrleans.Pricing;
using FxOrleans.Serving.Prices;
using FxOrleans.Serving.Push;
using FxOrleans.Serving.Tests.Push;
using FxOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Serving.Tests.Prices;

/// <summary><c>/api/ws/prices</c>.</summary>
public sealed class SocketTests
{
    private const string Path = "/api/ws/prices";

    [Fact]
    public async Task A_client_is_welcomed_by_its_name_subscribes_and_gets_the_price_at_once_and_when_it_changes()
    {
        var coins = new FakeCoins { Before = { ["BTC"] = 80_000 } };
        await using var host = await ServingHost.StartAsync(setup => setup.Services = services => services.AddSingleton<IDayAgoSource>(coins));
        host.Engine.TickAll([Given.Price("BTC/USD", 82_000.5m), Given.Price("USD/EUR", 0.8m)]);
        await host.GetAsync("/api/v1/prices/BTC"); // The change is known.
        await using var socket = await host.ConnectSocketAsync($"{Path}?client_id=abc123");

        Assert.Equal("""{"type":"connected","client_id":"abc123"}""", await NextAsync(socket));
        await socket.SendAsync("""{"action":"subscribe","symbols":["btc","EUR-GBP","EUR"]}""");
        Assert.Equal(
            """{"type":"subscribed","symbols":["BTC","EUR-GBP","EUR"],"rejected":[]}""", await NextAsync(socket));
        var update = await UpdateAsync(socket, _ => true);
        Assert.Equal("2026-03-05T14:00:00Z", update.GetProperty("timestamp").GetString());
        Assert.Equal(["BTC", "EUR"], update.GetProperty("data").EnumerateObject().Select(row => row.Name).Order());
        Assert.Equal(
            """{"price":82000.5,"change":2000.5,"change_percent":2.5006,"timestamp":"2026-03-05T14:00:00Z","status":"live","simulated":false}""",
            update.GetProperty("data").GetProperty("BTC").GetRawText());

        host.Engine.Tick("USD/JPY", 150m); // Nobody asked for it.
        host.Engine.Tick("USD/GBP", 0.4m);
        var cross = await UpdateAsync(socket, data => data.TryGetProperty("EUR-GBP", out _));
        Assert.Equal("0.5", cross.GetProperty("data").GetProperty("EUR-GBP").GetProperty("price").GetRawText());
        Assert.False(cross.GetProperty("data").TryGetProperty("JPY", out _));
    }

    [Fact]
    public async Task A_client_without_a_name_is_given_one()
    {
        await using var host = await ServingHost.StartAsync();
        await using var one = await host.ConnectSocketAsync(Path);
        await using var other = await host.ConnectSocketAsync(Path);

        var (first, second) = ((await one.Messages.NextAsync()).GetProperty("client_id").GetString(), (await other.Messages.NextAsync()).GetProperty("client_id").GetString());

        Assert.Matches("^[0-9a-f]{24}$", first);
        Assert.NotEqual(first, second);
    }

    [Theory]
    [InlineData("?client_id=")]
    [InlineData("?client_id=a%20b")]
    [InlineData("?client_id=%3Cscript%3E")]
    [InlineData("?client_id=a%0Ab")]
    [InlineData("?client_id=a&client_id=b")]
    [InlineData("?client_id=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_bad_name_is_refused_before_the_socket_opens(string query)
    {
        await using var host = await ServingHost.StartAsync();
        using var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(host.Socket(Path + query), default));

        Assert.Equal(HttpStatusCode.BadRequest, socket.HttpStatusCode);
    }

    [Fact]
    public async Task Who_speaks_no_websocket_is_told_so()
    {
        await using var host = await ServingHost.StartAsync();

        (await host.GetAsync(Path)).IsProblem(426, "upgrade_required");
    }

    [Fact]
    public async Task Changed_or_not_everything_watched_is_told_every_interval()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick(Given.Price("BTC/USD", 82_000m) with { Kind = SourceKind.Periodic, FreshUntil = Given.Now.AddDays(1) }); // It does not turn stale.
        await host.GetAsync("/api/v1/prices/BTC"); // Nor is its change still to be found out.
        await using var socket = await SubscribedAsync(host, "BTC");
        await UpdateAsync(socket, _ => true);
        await AskAsync(socket, "{\"action\":\"ping\"}", "pong");

        host.Advance(TimeSpan.FromSeconds(29));
        await AskAsync(socket, """{"action":"ping"}""", "pong");
        Assert.Empty(socket.Messages.Drain());
        host.Advance(TimeSpan.FromSeconds(1));
        var first = await UpdateAsync(socket, data => data.TryGetProperty("BTC", out _));
        host.Advance(TimeSpan.FromSeconds(30));
        var second = await UpdateAsync(socket, data => data.TryGetProperty("BTC", out _));

        Assert.Equal(("2026-03-05T14:00:30Z", "2026-03-05T14:01:00Z"), (first.GetProperty("timestamp").GetString(), second.GetProperty("timestamp").GetString()));
    }

    [Fact]
    public async Task List_and_unsubscribe_tell_what_is_watched_and_end_it()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.TickAll([Given.Price("BTC/USD", 82_000m), Given.Price("USD/EUR", 0.8m)]);
        await using var socket = await SubscribedAsync(host, "BTC", "EUR", "BTC-USD");

        Assert.Equal("""["BTC","EUR","BTC-USD"]""", (await AskAsync(socket, """{"action":"list"}""", "subscriptions")).GetProperty("symbols").GetRawText());
        Assert.Equal("""["BTC","JPY"]""", (await AskAsync(socket, """{"action":"unsubscribe","symbols":["btc","JPY"]}""", "unsubscribed")).GetProperty("symbols").GetRawText());
        Assert.Equal("""["EUR","BTC-USD"]""", (await AskAsync(socket, """{"action":"list"}""", "subscriptions")).GetProperty("symbols").GetRawText());
        host.Engine.Tick("BTC/USD", 83_000m);
        var update = await UpdateAsync(socket, data => data.EnumerateObject().Any(row => row.Value.GetProperty("price").GetDecimal() == 83_000m));
        Assert.Equal("BTC-USD", update.GetProperty("data").EnumerateObject().Single().Name);

        await AskAsync(socket, """{"action":"unsubscribe","symbols":["BTC-USD","EUR"]}""", "unsubscribed");
        await Eventually.TrueAsync(() => host.Service<PriceSockets>()[ConnectionState.Connected] == 1, "it is connected and no more");
        host.Engine.Tick("BTC/USD", 84_000m);
        host.Advance(TimeSpan.FromSeconds(30));
        await AskAsync(socket, """{"action":"ping"}""", "pong");
        Assert.Empty(socket.Messages.Drain());
    }

    [Theory]
    [InlineData("hello", "invalid_message")]
    [InlineData("", "invalid_message")]
    [InlineData("[]", "invalid_message")]
    [InlineData("7", "invalid_message")]
    [InlineData("null", "invalid_message")]
    [InlineData("{}", "invalid_message")]
    [InlineData("""{"action":7}""", "invalid_message")]
    [InlineData("""{"action":"subscribe"}""", "invalid_message")]
    [InlineData("""{"action":"subscribe","symbols":[]}""", "invalid_message")]
    [InlineData("""{"action":"subscribe","symbols":"BTC"}""", "invalid_message")]
    [InlineData("""{"action":"subscribe","symbols":["BTC",7]}""", "invalid_message")]
    [InlineData("""{"action":"subscribe","symbols":["\ud800"]}""", "invalid_message")]
    [InlineData("""{"action":"unsubscribe","symbols":null}""", "invalid_message")]
    [InlineData("""{"action":"subscribe","symbols":[[[[[[[[[["BTC"]]]]]]]]]]}""", "invalid_message")]
    [InlineData("""{"action":"buy","symbols":["BTC"]}""", "unknown_action")]
    [InlineData("""{"action":"SUBSCRIBE","symbols":["BTC"]}""", "unknown_action")]
    [InlineData("""{"action":"subscribe","symbols":["NOSUCH"]}""", "unknown_symbol")]
    [InlineData("""{"action":"subscribe","symbols":["*"]}""", "unknown_symbol")]
    [InlineData("""{"action":"subscribe","symbols":["KWD"]}""", "no_price")]
    [InlineData("""{"action":"subscribe","symbols":["USD"]}""", "no_price")]
    public async Task Every_error_has_its_code_and_leaves_the_socket_open(string message, string code)
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("BTC/USD", 82_000m);
        await using var socket = await host.ConnectSocketAsync(Path);

        var error = await AskAsync(socket, message, "error");

        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.False(string.IsNullOrEmpty(error.GetProperty("message").GetString()));
        await AskAsync(socket, """{"action":"ping"}""", "pong");
        Assert.Equal("[]", (await AskAsync(socket, """{"action":"list"}""", "subscriptions")).GetProperty("symbols").GetRawText());
        Assert.Empty(host.Logs.Errors);
    }

    [Fact]
    public async Task Of_a_message_with_good_and_bad_symbols_the_good_ones_are_taken()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("BTC/USD", 82_000m);
        await using var socket = await host.ConnectSocketAsync(Path);

        var subscribed = await AskAsync(socket, """{"action":"subscribe","symbols":["NOSUCH","BTC","KWD"]}""", "subscribed");

        Assert.Equal("""["BTC"]""", subscribed.GetProperty("symbols").GetRawText());
        Assert.Equal("""[{"symbol":"NOSUCH","code":"unknown_symbol"},{"symbol":"KWD","code":"no_price"}]""", subscribed.GetProperty("rejected").GetRawText());
        Assert.Equal("unknown_symbol", (await socket.Messages.FirstAsync(message => Type(message) == "error", "an error")).GetProperty("code").GetString());
        await UpdateAsync(socket, data => data.TryGetProperty("BTC", out _));
    }

    [Fact]
    public async Task Subscriptions_are_bounded_and_one_that_ends_makes_room()
    {
        await using var host = await ServingHost.StartAsync(setup => setup.Push = new PushOptions { MaxSubscriptions = 2 });
        host.Engine.TickAll([Given.Price("BTC/USD", 82_000m), Given.Price("USD/EUR", 0.8m), Given.Price("USD/GBP", 0.4m)]);
        await using var socket = await SubscribedAsync(host, "BTC", "EUR");

        var refused = await AskAsync(socket, """{"action":"subscribe","symbols":["GBP","BTC"]}""", "subscribed");
        Assert.Equal("""["BTC"]""", refused.GetProperty("symbols").GetRawText());
        Assert.Equal("too_many_subscriptions", refused.GetProperty("rejected")[0].GetProperty("code").GetString());
        Assert.Equal("too_many_subscriptions", (await socket.Messages.FirstAsync(message => Type(message) == "error", "an error")).GetProperty("code").GetString());

        await AskAsync(socket, """{"action":"unsubscribe","symbols":["BTC"]}""", "unsubscribed");
        Assert.Equal("""["GBP"]""", (await AskAsync(socket, """{"action":"subscribe","symbols":["GBP"]}""", "subscribed")).GetProperty("symbols").GetRawText());
    }

    [Fact]
    public async Task A_message_may_name_so_many_symbols_and_have_so_many_bytes()
    {
        await using var host = await ServingHost.StartAsync();
        await using var socket = await host.ConnectSocketAsync(Path);
        var names = string.Join(',', Enumerable.Range(0, PricesSocket.MaxSymbols + 1).Select(i => $"\"S{i}\""));

        Assert.Equal("too_many_subscriptions", (await AskAsync(socket, $$"""{"action":"subscribe","symbols":[{{names}}]}""", "error")).GetProperty("code").GetString());
        await socket.SendAsync(new string(' ', 40 * 1024));

        Assert.Equal(WebSocketCloseStatus.MessageTooBig, (await socket.Closed).Status);
        await host.WhenEmptyAsync();
    }

    [Fact]
    public async Task States_are_counted_and_a_socket_that_goes_leaves_nothing()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("BTC/USD", 82_000m);
        var sockets = host.Service<PriceSockets>();
        var socket = await host.ConnectSocketAsync(Path);
        await Eventually.TrueAsync(() => sockets[ConnectionState.Connected] == 1, "it is connected");
        await socket.SendAsync("""{"action":"subscribe","symbols":["BTC"]}""");
        await Eventually.TrueAsync(() => sockets[ConnectionState.Active] == 1, "it is active");

        await socket.DisposeAsync();

        await host.WhenEmptyAsync();
        await Eventually.TrueAsync(() => Enum.GetValues<ConnectionState>().All(state => sockets[state] == 0), "no socket is counted");
    }

    [Fact]
    public void Only_what_may_follow_a_state_does()
    {
        var life = new ConnectionLife();
        Assert.False(life.TryMove(ConnectionState.Subscribing));
        Assert.True(life.TryMove(ConnectionState.Connected));
        Assert.False(life.TryMove(ConnectionState.Active));
        Assert.True(life.TryMove(ConnectionState.Subscribing));
        Assert.True(life.TryMove(ConnectionState.Active));
        Assert.False(life.TryMove(ConnectionState.Subscribing));
        Assert.True(life.TryMove(ConnectionState.Connected));
        Assert.True(life.TryMove(ConnectionState.Disconnected));
        Assert.All(Enum.GetValues<ConnectionState>(), next => Assert.False(life.TryMove(next)));
        Assert.Equal(ConnectionState.Disconnected, life.State);
    }

    [Fact]
    public async Task A_client_that_reads_nothing_slows_nobody_and_is_ended()
    {
        var coins = AssetCatalog.All.Where(asset => asset.Class == AssetClass.Coin).Take(120).Select(asset => asset.Code).ToArray();
        await using var host = await ServingHost.StartAsync(setup => setup.Push = new PushOptions { StuckAfter = TimeSpan.FromSeconds(1) });
        host.Engine.TickAll(coins.Select(coin => Given.Price($"{coin}/USD", 1m)));
        await using var reader = await SubscribedAsync(host, "BTC");
        var messages = coins.Chunk(6).Select(some => $$"""{"action":"subscribe","symbols":["{{string.Join("\",\"", some)}}"]}""");
        using var stuck = await StuckClient.ConnectAsync(host.Address, Path, [.. messages]);
        await Eventually.TrueAsync(() => host.FanOut.Statistics.Connections == 2, "both are connected");

        var price = 1m;
        await Eventually.TrueAsync(
            () =>
            {
                price++;
                host.Engine.TickAll(coins.Select(coin => Given.Price($"{coin}/USD", price)));
                return host.FanOut.Statistics.Connections == 1;
            },
            "the stuck client is ended",
            TimeSpan.FromSeconds(90));

        await UpdateAsync(reader, data => data.GetProperty("BTC").GetProperty("price").GetDecimal() == price);
    }

    private static string? Type(JsonElement message) => message.GetProperty("type").GetString();

    private static async Task<string> NextAsync(SocketClient socket) => (await socket.Messages.NextAsync()).GetRawText();

    private static async Task<JsonElement> AskAsync(SocketClient socket, string message, string answer)
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text);
        return await socket.Messages.FirstAsync(reply => Type(reply) == answer, answer);
    }

    private static Task<JsonElement> UpdateAsync(SocketClient socket, Func<JsonElement, bool> fits) =>
        socket.Messages.FirstAsync(message => Type(message) == "price_update" && fits(message.GetProperty("data")), "an update");

    private static async Task<SocketClient> SubscribedAsync(ServingHost host, params string[] symbols)
    {
        var socket = await host.ConnectSocketAsync(Path);
        var names = string.Join(',', symbols.Select(symbol => $"\"{symbol}\""));
        await AskAsync(socket, $$"""{"action":"subscribe","symbols":[{{names}}]}""", "subscribed");
        return socket;
    }
}
