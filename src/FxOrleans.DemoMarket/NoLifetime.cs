using Microsoft.Extensions.Hosting;

namespace FxOrleans.DemoMarket;

/// <summary>The demo's own host lives and dies with its owner: it must not take the console's signals from the service.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
