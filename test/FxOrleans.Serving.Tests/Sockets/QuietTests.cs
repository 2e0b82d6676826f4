using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using FxOrleans.Serving.Push;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Sockets;

/// <summary>A socket on which there is nothing to tell is not quiet: proxies cut those.</summary>
public sealed class QuietTests
{
    private const int Opcode = 0x0F;
    private const int Pong = 0xA; // Unasked for, as RFC 6455 has it for keeping a connection alive: no answer is owed.

    [Fact]
    public void By_default_it_is_at_least_every_15_seconds() => Assert.InRange(new PushOptions().KeepAlive, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(14));

    [Theory]
    [InlineData("/ws/rates?pairs=USD/EUR")]
    [InlineData("/api/ws/prices?client_id=a")]
    public async Task A_socket_is_kept_alive(string path)
    {
        await using var host = await HostAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, host.Address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: {host.Address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        using var deadline = new CancellationTokenSource(Eventually.Patience);
        await HeadAsync(stream, deadline.Token);

        while (await FrameAsync(stream, deadline.Token) != Pong)
        {
        }
    }

    [Fact]
    public async Task A_hub_is_kept_alive()
    {
        await using var host = await HostAsync();
        using var socket = new ClientWebSocket();
        using var deadline = new CancellationTokenSource(Eventually.Patience);
        await socket.ConnectAsync(host.Socket("/hubs/rates"), deadline.Token);
        await socket.SendAsync("{\"protocol\":\"json\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Text, true, deadline.Token);

        var (received, buffer) = (new StringBuilder(), new byte[4096]);
        while (!received.ToString().Contains("{\"type\":6}", StringComparison.Ordinal))
        {
            received.Append(Encoding.UTF8.GetString(buffer, 0, (await socket.ReceiveAsync(buffer, deadline.Token)).Count));
        }
    }

    private static Task<ServingHost> HostAsync() => ServingHost.StartAsync(setup =>
    {
        setup.Push = new PushOptions { KeepAlive = TimeSpan.FromMilliseconds(50) };
        setup.Prices = [Given.Price("USD/EUR", 0.9m)];
    });

    private static async Task HeadAsync(Stream stream, CancellationToken cancel)
    {
        var head = new StringBuilder();
        var letter = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(letter, cancel);
            head.Append((char)letter[0]);
        }

        Assert.StartsWith("HTTP/1.1 101", head.ToString(), StringComparison.Ordinal);
    }

    private static async Task<int> FrameAsync(Stream stream, CancellationToken cancel)
    {
        var header = new byte[4];
        await stream.ReadExactlyAsync(header.AsMemory(0, 2), cancel);
        var length = (int)header[1];
        if (length == 126)
        {
            await stream.ReadExactlyAsync(header.AsMemory(2, 2), cancel);
            length = (header[2] << 8) | header[3];
        }

        await stream.ReadExactlyAsync(new byte[length], cancel);
        return header[0] & Opcode;
    }
}
