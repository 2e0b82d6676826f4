using System.Text.Json;
using FxOrleans.Serving.Pegs;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;

namespace FxOrleans.Serving.Hub;

/// <summary>Sends each change of a peg's state to the hub's connections that have called <see cref="RatesHub.SubscribeEvents"/>.</summary>
internal sealed class HubPegEvents(IHubContext<RatesHub> hub, PegEvents events) : IHostedService
{
    private IDisposable? _listening;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Not waited for: a connection that takes nothing delays nobody, and the outbox of its prices ends it.
        _listening = events.Listen(changed => _ = hub.Clients.Group(RatesHub.Events).SendAsync(
            RatesHub.PegChanged, JsonSerializer.SerializeToElement(PegResponse.Of(changed), ServingJson.Default.PegResponse), CancellationToken.None));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _listening?.Dispose();
        return Task.CompletedTask;
    }
}
