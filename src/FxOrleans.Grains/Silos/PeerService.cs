using FxOrleans.Abstractions;
using FxOrleans.Pricing;

using Microsoft.Extensions.Logging;

using Orleans.Runtime;

namespace FxOrleans.Grains;

/// <summary>Answers for this silo.</summary>
internal sealed class SiloService(GrainId id, Silo silo, ILoggerFactory loggers, PriceBook book, TickStreamReader streams, LiveSilos map, EndedSilos ended)
    : GrainService(id, silo, loggers), ISiloService
{
    public Task<PriceSnapshot> GetPricesAsync() => Task.FromResult(new PriceSnapshot { Prices = book.ToArray() });

    public Task TicksAsync(TickMessage message)
    {
        streams.Deliver(message.Batch);
        return Task.CompletedTask;
    }

    public Task<bool> HasEndedAsync(SiloAddress silo) => ended.HasEndedAsync(silo);

    public Task LeavingAsync(SiloAddress silo)
    {
        map.Leave(silo);
        return Task.CompletedTask;
    }
}
