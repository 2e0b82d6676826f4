using System.Net.WebSockets;
using System.Text;
using FxOrleans.Pricing;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.Providers.Tests;

public class FinnhubStreamTests
{
    [Fact]
    public async Task Each_tracked_symbol_is_subscribed_to_and_its_trades_come()
    {
        await using var host = await HostAsync();
        var subscribed = new List<string>();
        host.Server.On("/", Socket(async socket =>
        {
            subscribed.Add(await ReceiveAsync(socket));
            subscribed.Add(await ReceiveAsync(socket));
            await SendAsync(socket, """{"type":"ping"}""");
            await SendAsync(socket, """
                {"type":"trade","data":[{"s":"AAPL","p":261.74,"t":1790683190123,"v":7},{"s":"OANDA:EUR_USD","p":1.13606e0,"t":1790683190200,"v":0},
                {"s":"AAPL","p":261.75,"t":1790683190456,"v":1},{"s":"AAPL","p":9,"t":1790683190000,"v":1},{"s":"TSLA","p":5,"t":1790683190456,"v":1}]}
                """);
        }));

        var answers = await ReadAsync(host);

        Assert.Equal(["""{"type":"subscribe","symbol":"AAPL"}""", """{"type":"subscribe","symbol":"OANDA:EUR_USD"}"""], subscribed);
        Assert.Equal("/?token=secret", Assert.Single(host.Server.Seen).Target);
        var answer = Assert.Single(answers);
        Assert.Equal(2, answer.Quotes.Count);
        Assert.Equal((261.75m, DateTimeOffset.FromUnixTimeMilliseconds(1790683190456)), (answer.Of("AAPL/USD").Mid, answer.Of("AAPL/USD").Timestamp));
        Assert.Equal(1.13606m, answer.Of("EUR/USD").Mid);
        Assert.Equal(SourceKind.Live, answer.Quotes[0].Source.Kind);
    }

    [Fact]
    public async Task Bad_trades_and_refused_symbols_are_told_and_the_stream_goes_on()
    {
        await using var host = await HostAsync();
        host.Server.On("/", Socket(async socket =>
        {
            await SendAsync(socket, """{"type":"error","msg":"Invalid symbol"}""");
            await SendAsync(socket, """{"type":"trade","data":[{"s":"AAPL","p":-1,"t":1790683190123},{"s":"AAPL","p":"x","t":1},{"s":"AAPL","p":1}]}""");
            await SendAsync(socket, """{"type":"trade","data":[{"s":"AAPL","p":1,"t":1790683190123}]}""");
        }));

        var answers = await ReadAsync(host);

        Assert.Equal([new RejectedRow("Invalid symbol", RowFault.WrongPair)], answers[0].Rejected);
        Assert.Equal([RowFault.NotANumber, RowFault.BadTimestamp, RowFault.NotPositive], answers[1].Rejected.Select(row => row.Fault));
        Assert.Equal(1m, Assert.Single(answers[2].Quotes).Mid);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("""{"type":"trade"}""")]
    [InlineData("""{"type":"trade","data":[{"s":""")]
    public async Task What_is_no_documented_message_ends_the_stream(string message)
    {
        await using var host = await HostAsync();
        host.Server.On("/", Socket(socket => SendAsync(socket, message)));

        Assert.Equal(ProviderFailureKind.Unreadable, (await Assert.ThrowsAsync<ProviderException>(() => ReadAsync(host))).Kind);
    }

    [Theory]
    [InlineData(401, ProviderFailureKind.Unauthorized)]
    [InlineData(429, ProviderFailureKind.RateLimited)]
    [InlineData(200, ProviderFailureKind.HttpStatus)]
    [InlineData(503, ProviderFailureKind.HttpStatus)]
    public async Task A_refused_handshake_is_a_failure(int status, ProviderFailureKind kind)
    {
        await using var host = await HostAsync();
        host.Server.On("/", "no", status: status);

        var failure = await Assert.ThrowsAsync<ProviderException>(() => ReadAsync(host));

        Assert.Equal(kind, failure.Kind);
        Assert.DoesNotContain("secret", failure.Message);
    }

    [Fact]
    public async Task A_dropped_connection_is_unreachable()
    {
        await using var host = await HostAsync();
        host.Server.On("/", async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await ReceiveAsync(socket);
            context.Abort();
        });

        Assert.Equal(ProviderFailureKind.Unreachable, (await Assert.ThrowsAsync<ProviderException>(() => ReadAsync(host))).Kind);
    }

    [Fact]
    public async Task A_message_without_an_end_is_cut()
    {
        await using var host = await HostAsync();
        host.Server.On("/", Socket(async socket =>
        {
            var part = new byte[64 * 1024];
            for (var sent = 0; sent <= FinnhubSocket.MaxBytes; sent += part.Length)
            {
                await socket.SendAsync(part.AsMemory(), WebSocketMessageType.Text, endOfMessage: false, CancellationToken.None);
            }
        }));

        Assert.Equal(ProviderFailureKind.TooLarge, (await Assert.ThrowsAsync<ProviderException>(() => ReadAsync(host))).Kind);
    }

    [Fact]
    public async Task Silence_is_a_lost_connection()
    {
        await using var host = await HostAsync();
        host.Server.On("/", Socket(async socket => await ReceiveUntilClosedAsync(socket)));

        var reading = ReadAsync(host);
        await host.Time.TimerOf(FinnhubSocket.Silence);
        host.Clock.Advance(FinnhubSocket.Silence);

        Assert.Equal(ProviderFailureKind.Timeout, (await Assert.ThrowsAsync<ProviderException>(() => reading)).Kind);
    }

    [Theory]
    [InlineData(null, null, "wss://ws.finnhub.io/")]
    [InlineData("http://localhost:9000", null, "ws://localhost:9000/")]
    [InlineData("https://stand-in/finnhub", null, "wss://stand-in/finnhub/")]
    [InlineData("http://localhost:9000", "ws://localhost:9001/push", "ws://localhost:9001/push")]
    public void The_push_address_follows_the_base_address(string? address, string? socket, string expected)
    {
        var options = new FinnhubOptions(Options.Section("Finnhub", ("ApiKey", "k"), ("BaseUrl", address), ("WebSocketUrl", socket)), []);

        Assert.Equal(expected, options.StreamAddress.AbsoluteUri);
    }

    private static RequestDelegate Socket(Func<WebSocket, Task> talk) => async context =>
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await talk(socket);
        if (socket.State == WebSocketState.Open)
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            await ReceiveUntilClosedAsync(socket);
        }
    };

    /// <summary>The connection stays until the client has gone, so that what was sent is not lost to a reset.</summary>
    private static async Task ReceiveUntilClosedAsync(WebSocket socket)
    {
        try
        {
            while ((await socket.ReceiveAsync(new byte[1024].AsMemory(), CancellationToken.None)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (WebSocketException gone)
        {
            Assert.Equal(WebSocketError.ConnectionClosedPrematurely, gone.WebSocketErrorCode);
        }
    }

    private static Task SendAsync(WebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private static async Task<string> ReceiveAsync(WebSocket socket)
    {
        var buffer = new byte[1024];
        var part = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
        return Encoding.UTF8.GetString(buffer, 0, part.Count);
    }

    private static async Task<List<ProviderAnswer>> ReadAsync(ProviderHost host)
    {
        var answers = new List<ProviderAnswer>();
        var stream = Assert.IsAssignableFrom<IStreamingRateProvider>(host.Provider("Finnhub"));
        await foreach (var answer in stream.StreamAsync(CancellationToken.None))
        {
            answers.Add(answer);
        }

        return answers;
    }

    private static async Task<ProviderHost> HostAsync() => (await ProviderHost.StartAsync("Finnhub"))
        .With("Providers:Finnhub:ApiKey", "secret").With("Providers:Finnhub:Streaming", "true").Tracking("EUR/USD", "AAPL/USD", "BTC/USD");
}
