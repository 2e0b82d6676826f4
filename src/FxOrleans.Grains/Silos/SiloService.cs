using FxOrleans.Abstractions;
using FxOrleans.Client;

using Microsoft.Extensions.Logging;

using Orleans.Runtime;

namespace FxOrleans.Grains;

/// <summary>Answers for this silo.</summary>
internal sealed class SiloService(GrainId id, Silo silo, ILoggerFactory loggers, LatestPrices prices, ClusterEngine engine, LiveSilos map, EndedSilos ended)
    : GrainService(id, silo, loggers), ISiloService
{
    public Task<PriceSnapshot> GetPricesAsync() => Task.FromResult(new PriceSnapshot { Prices = prices.ToArray() });

    public Task TicksAsync(TickMessage message)
    {
        engine.Take(message);
        return Task.CompletedTask;
    }

    public Task<bool> HasEndedAsync(SiloAddress silo) => ended.HasEndedAsync(silo);

    public Task LeavingAsync(SiloAddress silo)
    {
        map.Leave(silo);
        return Task.CompletedTask;
    }
}
