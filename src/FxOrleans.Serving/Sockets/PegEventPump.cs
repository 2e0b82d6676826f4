using System.Text.Json;
using System.Threading.Channels;
using FxOrleans.Pricing;
using FxOrleans.Serving.Pegs;

namespace FxOrleans.Serving.Sockets;

/// <summary>
/// Sends each change of a peg's state to a socket that asked for it, as <c>{"type":"peg","peg":{…}}</c>. Of a socket that takes nothing the oldest of
/// more than <see cref="MostWaiting"/> changes is left out.
/// </summary>
internal static class PegEventPump
{
    /// <summary>The most changes that wait for one socket.</summary>
    public const int MostWaiting = 16;

    /// <summary>Sends until cancelled, or the socket is gone.</summary>
    public static async Task RunAsync(PegEvents events, SocketOutboxWriter writer, CancellationToken cancel)
    {
        var waiting = Channel.CreateBounded<PegReport>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        using var listening = events.Listen(changed => waiting.Writer.TryWrite(changed));
        await foreach (var changed in waiting.Reader.ReadAllAsync(cancel).ConfigureAwait(false))
        {
            var frame = JsonSerializer.SerializeToUtf8Bytes(new PegEvent("peg", PegResponse.Of(changed)), ServingJson.Default.PegEvent);
            await writer.SendAsync(frame, cancel).ConfigureAwait(false);
        }
    }
}
