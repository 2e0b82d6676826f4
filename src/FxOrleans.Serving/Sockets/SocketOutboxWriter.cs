using System.Net.WebSockets;
using FxOrleans.Serving.Push;

namespace FxOrleans.Serving.Sockets;

/// <summary>Writes one socket: prices from the flush loop, errors from the reader, never two at once.</summary>
internal sealed class SocketOutboxWriter(WebSocket socket, FrameStream? stream, bool batch, CancellationTokenSource ended) : IOutboxWriter, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public Task WriteAsync(TickFrame frame, CancellationToken cancel) =>
        batch ? SendAsync(frame.Array, cancel)
            : frame.Count == 1 ? SendAsync(frame[0], cancel)
            : stream is not null ? stream.PutAsync(frame.TextFrames, cancel)
            : SendEachAsync(frame, cancel);

    public void Abort() => ended.Cancel();

    /// <summary>Sends one text message.</summary>
    public Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancel)
    {
        var turn = _turn.WaitAsync(cancel);
        if (!turn.IsCompletedSuccessfully)
        {
            return SendLaterAsync(turn, message, cancel);
        }

        var send = socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancel);
        if (send.IsCompletedSuccessfully)
        {
            _turn.Release();
            return Task.CompletedTask;
        }

        return ReleaseAfterAsync(send);
    }

    public void Dispose() => _turn.Dispose();

    private async Task SendEachAsync(TickFrame frame, CancellationToken cancel)
    {
        for (var i = 0; i < frame.Count; i++)
        {
            await SendAsync(frame[i], cancel).ConfigureAwait(false);
        }
    }

    private async Task SendLaterAsync(Task turn, ReadOnlyMemory<byte> message, CancellationToken cancel)
    {
        await turn.ConfigureAwait(false);
        await ReleaseAfterAsync(socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancel)).ConfigureAwait(false);
    }

    private async Task ReleaseAfterAsync(ValueTask send)
    {
        try
        {
            await send.ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }
}
