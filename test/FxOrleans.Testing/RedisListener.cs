using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FxOrleans.Testing;

/// <summary>Hears one channel of a <see cref="RedisServer"/> on a connection of its own, in the order in which Redis sent it.</summary>
public sealed class RedisListener : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _messages = new();
    private readonly TcpClient _client;
    private readonly Task _listening;

    private RedisListener(TcpClient client, StreamReader reader)
    {
        _client = client;
        _listening = ListenAsync(reader);
    }

    /// <summary>What was heard so far.</summary>
    public IReadOnlyCollection<string> Messages => _messages;

    internal static async Task<RedisListener> StartAsync(int port, string channel)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes($"SUBSCRIBE {channel}\r\n"));
        var reader = new StreamReader(stream, Encoding.Latin1);
        for (var line = 0; line < 6; line++)
        {
            await reader.ReadLineAsync(); // *3, $9, subscribe, $n, the channel, :1
        }

        return new RedisListener(client, reader);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _listening;
    }

    // Seven lines a message: *3, $7, message, $n, the channel, $n, the message.
    private async Task ListenAsync(StreamReader reader)
    {
        try
        {
            for (var line = 1; await reader.ReadLineAsync() is { } text; line++)
            {
                if (line % 7 == 0)
                {
                    _messages.Enqueue(text);
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or SocketException)
        {
            // Redis, or this listener, has gone.
        }
    }
}
