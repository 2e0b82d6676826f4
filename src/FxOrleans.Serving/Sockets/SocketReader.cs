using System.Net.WebSockets;

namespace FxOrleans.Serving.Sockets;

/// <summary>Reads a socket's text messages, each at most <see cref="MaxMessage"/> long; a longer one closes the socket with a reason.</summary>
internal static class SocketReader
{
    /// <summary>Bytes of the longest message taken.</summary>
    public const int MaxMessage = 32 * 1024;

    /// <summary>Hands on every text message until the socket closes.</summary>
    public static async Task ReadAsync(WebSocket socket, Func<ReadOnlyMemory<byte>, Task> receive, CancellationToken cancel)
    {
        var buffer = new byte[4096];
        var length = 0;
        while (true)
        {
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, MaxMessage + 1));
            }

            var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancel).ConfigureAwait(false);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close)
            {
                await CloseAsync(socket, WebSocketCloseStatus.NormalClosure, null, cancel).ConfigureAwait(false);
                return;
            }

            if (length > MaxMessage)
            {
                await CloseAsync(socket, WebSocketCloseStatus.MessageTooBig, $"A message may have {MaxMessage} bytes.", cancel).ConfigureAwait(false);
                return;
            }

            if (part.MessageType == WebSocketMessageType.Binary)
            {
                await CloseAsync(socket, WebSocketCloseStatus.InvalidMessageType, "Only text messages are understood.", cancel).ConfigureAwait(false);
                return;
            }

            if (part.EndOfMessage)
            {
                await receive(buffer.AsMemory(0, length)).ConfigureAwait(false);
                length = 0;
            }
        }
    }

    private static async Task CloseAsync(WebSocket socket, WebSocketCloseStatus status, string? reason, CancellationToken cancel)
    {
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await socket.CloseOutputAsync(status, reason, cancel).ConfigureAwait(false);
        }
    }
}
