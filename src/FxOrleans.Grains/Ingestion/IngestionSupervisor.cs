using FxOrleans.Abstractions;
using FxOrleans.Pricing;

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FxOrleans.Grains;

/// <summary>
/// Pings every ingestion from every silo. The first ping after a silo was declared dead activates its ingestions on another
/// silo. A reminder of Orleans would take a minute.
/// </summary>
internal sealed class IngestionSupervisor(
    IGrainFactory grains, IEnumerable<IRateProvider> providers, IOptions<GrainsOptions> options, TimeProvider time, ILogger<IngestionSupervisor> logger)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(1);

    /// <summary>Pings until cancelled.</summary>
    public Task RunAsync(CancellationToken cancel) =>
        Task.WhenAll(providers.Select(provider => new SupervisedLoop(
            stop => WatchAsync(provider.Source.Name, stop), failure => logger.LogError(failure, "Watching {Provider} failed; it goes on.", provider.Source.Name), time).RunAsync(cancel)));

    private async Task WatchAsync(string provider, CancellationToken cancel)
    {
        var grain = grains.GetGrain<IIngestionGrain>(provider);
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await grain.PingAsync().AsTask().WaitAsync(Deadline, time, cancel).ConfigureAwait(false);
            }
            catch (Exception failure) when (!cancel.IsCancellationRequested)
            {
                logger.LogDebug(failure, "The ingestion of {Provider} did not answer.", provider);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(options.Value.WatchInterval, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
