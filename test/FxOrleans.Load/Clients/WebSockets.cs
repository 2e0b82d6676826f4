using System.Net.Sockets;
using System.Text;

namespace FxOrleans.Load.Clients;

/// <summary>The least of a WebSocket client: the handshake, and short masked text frames.</summary>
internal static class WebSockets
{
    /// <summary>Connects and upgrades; what follows on the socket are frames.</summary>
    public static Socket Open(Uri address, string path)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(address.Host, address.Port);
        socket.Send(Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==\r\n\r\n"));
        var answer = new StringBuilder();
        var one = new byte[1];
        while (!answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (socket.Receive(one) == 0)
            {
                throw new IOException($"{path} was not upgraded: {answer}");
            }

            answer.Append((char)one[0]);
        }

        return answer.ToString().StartsWith("HTTP/1.1 101", StringComparison.Ordinal)
            ? socket
            : throw new IOException($"{path} was not upgraded: {answer}");
    }

    /// <summary>A text frame of at most 125 bytes, with a mask of zeros.</summary>
    public static byte[] Text(string text)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        return payload.Length > 125
            ? throw new ArgumentException("Too long for a short frame.", nameof(text))
            : [0x81, (byte)(0x80 | payload.Length), 0, 0, 0, 0, .. payload];
    }
}
