using System.Net;
using System.Net.Sockets;
using System.Text;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Push;

/// <summary>A client of a WebSocket, or of an event stream, that says what it wants and then never reads a byte.</summary>
internal sealed class StuckClient : IDisposable
{
    private readonly TcpClient _client = new() { ReceiveBufferSize = 4096 };

    private StuckClient()
    {
    }

    private const string Upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    /// <summary>Opens the socket, or the event stream, at that path and sends those text messages.</summary>
    public static async Task<StuckClient> ConnectAsync(Uri address, string path, params string[] messages)
    {
        var isSocket = !path.StartsWith("/rates/stream", StringComparison.Ordinal);
        var stuck = new StuckClient();
        await stuck._client.ConnectAsync(IPAddress.Parse(address.Host), address.Port);
        var stream = stuck._client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\n{(isSocket ? Upgrade : "")}\r\n"));
        Assert.StartsWith(isSocket ? "HTTP/1.1 101" : "HTTP/1.1 200", await ReadHeadAsync(stream), StringComparison.Ordinal);
        foreach (var message in messages)
        {
            await stream.WriteAsync(Frame(message));
        }

        return stuck;
    }

    /// <summary>Reads and drops what has been sent. Completes when the server has ended the connection.</summary>
    public async Task ReadToEndAsync()
    {
        using var deadline = new CancellationTokenSource(Eventually.Patience);
        var buffer = new byte[64 * 1024];
        try
        {
            while (await _client.GetStream().ReadAsync(buffer, deadline.Token) > 0)
            {
                // Dropped.
            }
        }
        catch (IOException)
        {
            // Reset: ended all the same.
        }
    }

    public void Dispose() => _client.Dispose();

    private static async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one);
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    // A final text frame of at most 65,535 bytes with a mask of zeros.
    private static byte[] Frame(string message)
    {
        var payload = Encoding.UTF8.GetBytes(message);
        return [0x81, 0x80 | 126, (byte)(payload.Length >> 8), (byte)payload.Length, 0, 0, 0, 0, .. payload];
    }
}
