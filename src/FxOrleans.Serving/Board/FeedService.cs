using FxOrleans.Pricing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Serving;

/// <summary>Runs the <see cref="PriceFeed"/> while the host runs, unless a silo in this process runs it already, and logs what happens to it.</summary>
internal sealed class FeedService(PriceFeed feed, ILogger<PriceFeed> log) : IHostedService
{
    private bool _started;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        feed.Failed += failure => log.LogError(failure, "Feeding the board failed; it goes on.");
        feed.LostStep += failure => log.LogWarning("The board could not be brought in step ({Failure}); it is tried again until it is.", failure.Message);
        feed.InStepAgain += () => log.LogInformation("The board is in step again.");
        _started = feed.Start();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_started)
        {
            await feed.DisposeAsync().ConfigureAwait(false);
        }
    }
}
