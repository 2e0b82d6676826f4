using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using FxOrleans.Serving.Push;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Sockets;

/// <summary><c>/ws/rates</c>.</summary>
public sealed class RatesSocketTests
{
    [Fact]
    public async Task Every_tracked_rate_is_one_object_a_frame()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.TickAll([Given.Price("USD/EUR", 0.8m), Given.Price("USD/GBP", 0.4m), Given.Price("USD/KWD", 0.3m)]);
        await using var socket = await host.ConnectSocketAsync("/ws/rates");

        WireRate[] first = [await AnyAsync(socket), await AnyAsync(socket), await AnyAsync(socket)];
        Assert.Equal(["EUR/GBP", "USD/EUR", "USD/GBP"], first.Select(rate => rate.Pair).Order());
        Assert.Equal((await host.GetAsync("/rate?from=USD&to=EUR")).Body, first.Single(rate => rate.Pair == "USD/EUR").Json.GetRawText());

        host.Engine.Tick("USD/GBP", 0.6m);
        WireRate[] next = [await AnyAsync(socket), await AnyAsync(socket)];
        Assert.Equal([("EUR/GBP", 0.75m), ("USD/GBP", 0.6m)], next.Select(rate => (rate.Pair, rate.Price)).Order());
    }

    [Fact]
    public async Task With_batch_frames_are_arrays()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.TickAll([Given.Price("USD/EUR", 0.8m), Given.Price("USD/GBP", 0.4m)]);
        await using var socket = await host.ConnectSocketAsync("/ws/rates?batch=1");

        Assert.Equal(["EUR/GBP", "USD/EUR", "USD/GBP"], WireRate.ReadAll(await socket.Messages.NextAsync()).Select(rate => rate.Pair).Order());
        host.Engine.Tick("BTC/USD", 60_000m);
        Assert.Equal("BTC/USD", Assert.Single(WireRate.ReadAll(await socket.Messages.NextAsync())).Pair);
    }

    [Fact]
    public async Task Pairs_narrow_it()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.TickAll([Given.Price("USD/EUR", 0.8m), Given.Price("USD/GBP", 0.4m), Given.Price("USD/KWD", 0.3m)]);
        await using var socket = await host.ConnectSocketAsync("/ws/rates?pairs=kwd-usd,USD/EUR&batch=0");

        Assert.Equal(["KWD/USD", "USD/EUR"], new[] { await AnyAsync(socket), await AnyAsync(socket) }.Select(rate => rate.Pair).Order());
        host.Engine.Tick("USD/GBP", 0.5m);
        host.Engine.Tick("USD/EUR", 0.9m);
        var next = await AnyAsync(socket);
        Assert.Equal(("USD/EUR", 0.9m), (next.Pair, next.Price));
    }

    [Theory]
    [InlineData("/ws/rates?pairs=", 400, "invalid_currency")]
    [InlineData("/ws/rates?pairs=USD/NOPE", 400, "invalid_currency")]
    [InlineData("/ws/rates?pairs=USD/EUR,", 400, "invalid_currency")]
    [InlineData("/ws/rates?pairs=USD/EUR%00", 400, "invalid_currency")]
    [InlineData("/ws/rates?pairs=USD/EUR&pairs=USD/GBP", 400, "invalid_query")]
    [InlineData("/ws/rates?pairs=USD/KWD", 404, "no_price")]
    [InlineData("/ws/rates?batch=2", 400, "invalid_query")]
    public async Task What_is_wrong_is_said_before_the_upgrade(string path, int status, string code)
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        var before = host.Board.Topics;

        (await HandshakeAsync(host, path)).IsProblem(status, code);

        Assert.Equal(before, host.Board.Topics);
        Assert.Equal(0, host.FanOut.Statistics.Connections);
    }

    [Fact]
    public async Task More_pairs_than_a_connection_may_have_are_refused()
    {
        await using var host = await ServingHost.StartAsync(setup => setup.Push = new PushOptions { MaxSubscriptions = 2 });
        host.Engine.TickAll([Given.Price("USD/EUR", 0.8m), Given.Price("USD/GBP", 0.4m)]);

        (await HandshakeAsync(host, "/ws/rates?pairs=USD/EUR,USD/GBP,EUR/GBP")).IsProblem(400, "too_many_subscriptions");
    }

    [Fact]
    public async Task A_plain_GET_is_told_to_upgrade()
    {
        await using var host = await ServingHost.StartAsync();

        var reply = await host.GetAsync("/ws/rates");

        reply.IsProblem(426, "upgrade_required");
        Assert.Equal("websocket", reply.Headers["Upgrade"]);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("")]
    [InlineData("""{"action":"subscribe","symbols":["BTC"]}""")]
    public async Task A_message_is_answered_by_an_error_and_the_socket_stays_open(string text)
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        await using var socket = await host.ConnectSocketAsync("/ws/rates");
        await AnyAsync(socket);

        await socket.SendAsync(text);

        var error = await socket.Messages.NextAsync();
        Assert.Equal(("error", "invalid_message"), (error.GetProperty("type").GetString(), error.GetProperty("code").GetString()));
        host.Engine.Tick("USD/EUR", 0.9m);
        Assert.Equal(0.9m, (await AnyAsync(socket)).Price);
    }

    [Fact]
    public async Task A_frame_over_32_KB_closes_the_socket_with_a_reason()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        await using var socket = await host.ConnectSocketAsync("/ws/rates");

        await socket.SendAsync(new string('x', 33 * 1024));

        var (status, reason) = await socket.Closed;
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, status);
        Assert.Contains("32768", reason, StringComparison.Ordinal);
        await host.WhenEmptyAsync();
    }

    [Fact]
    public async Task A_much_longer_one_does_too()
    {
        await using var host = await ServingHost.StartAsync();
        await using var socket = await host.ConnectSocketAsync("/ws/rates");

        await socket.SendAsync(new string('x', 4 * 1024 * 1024));

        Assert.Equal(WebSocketCloseStatus.MessageTooBig, (await socket.Closed).Status);
    }

    [Fact]
    public async Task A_frame_of_32_KB_is_taken()
    {
        await using var host = await ServingHost.StartAsync();
        await using var socket = await host.ConnectSocketAsync("/ws/rates");

        await socket.SendAsync(new string('x', 32 * 1024));

        Assert.Equal("invalid_message", (await socket.Messages.NextAsync()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_binary_frame_closes_the_socket_with_a_reason()
    {
        await using var host = await ServingHost.StartAsync();
        await using var socket = await host.ConnectSocketAsync("/ws/rates");

        await socket.SendAsync([1, 2, 3], WebSocketMessageType.Binary);

        Assert.Equal((WebSocketCloseStatus.InvalidMessageType, "Only text messages are understood."), await socket.Closed);
        await host.WhenEmptyAsync();
    }

    [Fact]
    public async Task A_client_that_says_goodbye_gets_one_back()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        await using var socket = await host.ConnectSocketAsync("/ws/rates");
        await AnyAsync(socket);

        await socket.CloseAsync();

        Assert.Equal(WebSocketCloseStatus.NormalClosure, (await socket.Closed).Status);
        await host.WhenEmptyAsync();
    }

    [Fact]
    public async Task A_service_that_stops_says_goodbye()
    {
        var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        await using var socket = await host.ConnectSocketAsync("/ws/rates");
        await AnyAsync(socket);

        await host.DisposeAsync();

        Assert.Equal((WebSocketCloseStatus.EndpointUnavailable, "The service stops."), await socket.Closed);
    }

    [Fact]
    public async Task A_connection_too_many_is_told_to_come_back_later()
    {
        await using var host = await ServingHost.StartAsync(setup => setup.Push = new PushOptions { MaxConnections = 2 });
        host.Engine.Tick("USD/EUR", 0.8m);
        await using var one = await host.ConnectSocketAsync("/ws/rates");
        await using var two = await host.ConnectHubAsync();
        await Eventually.TrueAsync(() => host.FanOut.Statistics.Connections == 2, "both are there");

        await using var socket = await host.ConnectSocketAsync("/ws/rates");
        Assert.Equal(((WebSocketCloseStatus)1013, "too_many_connections"), await socket.Closed);
        await using var hub = await host.ConnectHubAsync();
        Assert.Contains("too_many_connections", await hub.Closed.WaitAsync(Eventually.Patience), StringComparison.Ordinal);

        await one.DisposeAsync();
        await Eventually.TrueAsync(() => host.FanOut.Statistics.Connections == 1, "the one that left is given up");
        await using var three = await host.ConnectSocketAsync("/ws/rates");
        Assert.Equal(0.8m, (await AnyAsync(three)).Price);
    }

    private static async Task<WireRate> AnyAsync(SocketClient socket) => WireRate.Read(await socket.Messages.NextAsync());

    private static Task<Reply> HandshakeAsync(ServingHost host, string path) => host.GetAsync(
        path,
        ("Connection", "Upgrade"),
        ("Upgrade", "websocket"),
        ("Sec-WebSocket-Version", "13"),
        ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="));
}
