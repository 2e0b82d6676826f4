using System.Net.WebSockets;
using FxOrleans.Serving.Push;

namespace FxOrleans.Serving.Sockets;

/// <summary>Writes one socket: prices from the flush loop, errors from the reader, at last the goodbye, never two at once.</summary>
public sealed class SocketOutboxWriter(WebSocket socket, FrameStream? stream, bool batch, CancellationTokenSource ended) : IOutboxWriter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Never disposed: the flush loop may still be writing when the connection's own code has ended.
    private readonly SemaphoreSlim _turn = new(1, 1);

    public Task WriteAsync(TickFrame frame, CancellationToken cancel) =>
        batch ? SendAsync(frame.Array, cancel)
            : frame.Count == 1 ? SendAsync(frame[0], cancel)
            : stream is not null ? stream.PutAsync(frame.TextFrames, cancel)
            : SendEachAsync(frame, cancel);

    public void Abort()
    {
        try
        {
            _ = ended.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // The connection has ended by itself meanwhile.
        }
    }

    /// <summary>
    /// Says goodbye after the message under way, and lets no other follow. A side that does not take it, or does not answer
    /// it in time, is given up.
    /// </summary>
    public async Task CloseAsync(WebSocketCloseStatus status, string? reason)
    {
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            await _turn.WaitAsync(deadline.Token).ConfigureAwait(false);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(status, reason, deadline.Token).ConfigureAwait(false);
            }

            ended.CancelAfter(Patience);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            Abort();
        }
    }

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
