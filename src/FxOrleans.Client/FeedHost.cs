using Microsoft.Extensions.Hosting;

namespace FxOrleans.Client;

/// <summary>Runs the feed for as long as the host runs. In a silo it runs already, and ends with the silo.</summary>
internal sealed class FeedHost(PriceFeed feed, ClusterEngine engine) : IHostedService
{
    private bool _owned;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _owned = feed.Start();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!_owned)
        {
            return;
        }

        await feed.DisposeAsync().ConfigureAwait(false);
        await engine.DisposeAsync().ConfigureAwait(false);
    }
}
