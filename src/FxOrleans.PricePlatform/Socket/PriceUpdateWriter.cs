using FxOrleans.Serving.Push;
using FxOrleans.Serving.Sockets;

namespace FxOrleans.PricePlatform;

/// <summary>Writes what the flush loop has for one socket as one <c>price_update</c>.</summary>
internal sealed class PriceUpdateWriter(SocketOutboxWriter inner, WatchedSymbols watched, ConnectionLife life, PriceRows rows, TimeProvider time) : IOutboxWriter
{
    public async Task WriteAsync(TickFrame frame, CancellationToken cancel)
    {
        var update = new List<(string Symbol, byte[] Row)>(frame.Count);
        foreach (var rate in frame.Rates)
        {
            foreach (var name in watched.NamesOf(rate.Rate))
            {
                update.Add((name, rows.Members(rate)));
            }
        }

        if (update.Count > 0)
        {
            await inner.SendAsync(ServerMessages.Update(time.GetUtcNow(), update), cancel).ConfigureAwait(false);
            life.TryMove(ConnectionState.Active);
        }
    }

    public void Abort() => inner.Abort();

    /// <summary>Sends a message that is no update.</summary>
    public Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancel) => inner.SendAsync(message, cancel);
}
