using FxOrleans.Abstractions;
using FxOrleans.Pricing;

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Client;

/// <summary>Runs the feed while the host runs, unless a silo in this process runs it already.</summary>
internal sealed class FeedHost(PriceFeed feed, TickStreamReader streams, ILogger<PriceFeed> logger) : IHostedService
{
    private bool _started;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        feed.Failed += failure => logger.LogError(failure, "Reading prices failed; it goes on.");
        feed.LostStep += failure => logger.LogDebug(failure, "The prices could not be brought in step; trying again.");
        _started = feed.Start();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_started)
        {
            await feed.DisposeAsync().ConfigureAwait(false);
            await streams.DisposeAsync().ConfigureAwait(false);
        }
    }
}
