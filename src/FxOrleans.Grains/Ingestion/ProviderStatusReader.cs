using System.Collections.Concurrent;

using FxOrleans.Abstractions;
using FxOrleans.Pricing;

using Microsoft.Extensions.Logging;

namespace FxOrleans.Grains;

/// <summary>
/// Reads the status of each provider from its ingestion, on whichever silo that lives. When an ingestion does not answer in time,
/// because its silo has just died, the provider keeps the last figures and is reported as degraded. Thread-safe.
/// </summary>
internal sealed class ProviderStatusReader(IGrainFactory grains, IEnumerable<IRateProvider> providers, TimeProvider time, ILogger<ProviderStatusReader> logger)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, ProviderStatus> _lastSeen = new();

    public Task<ProviderStatus[]> StatusAsync() => Task.WhenAll(providers.Select(StatusAsync));

    private async Task<ProviderStatus> StatusAsync(IRateProvider provider)
    {
        var name = provider.Source.Name;
        try
        {
            return _lastSeen[name] = await grains.GetGrain<IIngestionGrain>(name).GetStatusAsync().AsTask().WaitAsync(Deadline, time).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            logger.LogDebug(failure, "The ingestion of {Provider} did not say how it does.", name);
            return _lastSeen.TryGetValue(name, out var seen) ? seen with { State = "degraded" } : new ProviderMeter(provider, time).Status();
        }
    }
}
