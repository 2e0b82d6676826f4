using System.Net.WebSockets;

namespace FxOrleans.Serving.Sockets;

/// <summary>Reads a socket's text messages, each at most <see cref="MaxMessage"/> long; a longer one, or one too many, closes the socket with a reason.</summary>
public static class SocketReader
{
    /// <summary>Bytes of the longest message taken.</summary>
    public const int MaxMessage = 32 * 1024;

    /// <summary>Hands on every text message until the socket closes.</summary>
    public static async Task ReadAsync(
        WebSocket socket, SocketOutboxWriter writer, MessageBudget budget, Func<ReadOnlyMemory<byte>, Task> receive, CancellationToken cancel)
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
            if (part.MessageType == WebSocketMessageType.Close)
            {
                await writer.CloseAsync(WebSocketCloseStatus.NormalClosure, null).ConfigureAwait(false);
                return;
            }

            length += part.Count;
            if (length > MaxMessage)
            {
                await writer.CloseAsync(WebSocketCloseStatus.MessageTooBig, $"A message may have {MaxMessage} bytes.").ConfigureAwait(false);
                await DrainAsync(socket, buffer, cancel).ConfigureAwait(false);
                return;
            }

            if (part.MessageType == WebSocketMessageType.Binary)
            {
                await writer.CloseAsync(WebSocketCloseStatus.InvalidMessageType, "Only text messages are understood.").ConfigureAwait(false);
                await DrainAsync(socket, buffer, cancel).ConfigureAwait(false);
                return;
            }

            if (part.EndOfMessage)
            {
                if (!budget.TryTake())
                {
                    await writer.CloseAsync(WebSocketCloseStatus.PolicyViolation, ProblemCodes.RateLimited).ConfigureAwait(false);
                    await DrainAsync(socket, buffer, cancel).ConfigureAwait(false);
                    return;
                }

                await receive(buffer.AsMemory(0, length)).ConfigureAwait(false);
                length = 0;
            }
        }
    }

    /// <summary>
    /// Throws away what still comes until the other side says goodbye too. A connection that ends with bytes unread is reset,
    /// and the reason given may then never be seen.
    /// </summary>
    public static async Task DrainAsync(WebSocket socket, Memory<byte> buffer, CancellationToken cancel)
    {
        while (socket.State == WebSocketState.CloseSent)
        {
            await socket.ReceiveAsync(buffer, cancel).ConfigureAwait(false);
        }
    }
}
