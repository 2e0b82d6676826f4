using System.Net.WebSockets;
using FxOrleans.Serving.Push;
using FxOrleans.Serving.Streams;

namespace FxOrleans.Serving.Sockets;

/// <summary>Sends a resumable stream over a socket: each message one text frame.</summary>
internal static class StreamPump
{
    /// <summary>Sends until the socket or the stream ends; a socket that fails is given up.</summary>
    public static async Task RunAsync(ResumableStream stream, MissedPrices? missed, SocketOutboxWriter writer, CancellationToken cancel)
    {
        try
        {
            await foreach (var message in stream.ReadAsync(missed, cancel).ConfigureAwait(false))
            {
                if (message is { Kind: not StreamMessageKind.Quiet } or { Place: not null })
                {
                    await writer.SendAsync(message.ToJson(), cancel).ConfigureAwait(false);
                }
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            writer.Abort();
        }
    }
}
