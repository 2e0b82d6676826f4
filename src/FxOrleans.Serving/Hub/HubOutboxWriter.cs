using FxOrleans.Serving.Push;
using Microsoft.AspNetCore.SignalR;

namespace FxOrleans.Serving.Hub;

/// <summary>Writes a hub connection's frames: one <c>ticks</c> message each.</summary>
internal sealed class HubOutboxWriter(ISingleClientProxy client, HubCallerContext connection) : IOutboxWriter
{
    public Task WriteAsync(TickFrame frame, CancellationToken cancel) => client.SendAsync(RatesHub.Ticks, frame, cancel);

    public void Abort() => connection.Abort();
}
