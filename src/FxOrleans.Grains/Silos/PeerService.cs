using FxOrleans.Abstractions;
using FxOrleans.Pricing;

using Microsoft.Extensions.Logging;

using Orleans.Runtime;

namespace FxOrleans.Grains;

/// <summary>Answers for this silo.</summary>
internal sealed class PeerService(GrainId id, Silo silo, ILoggerFactory loggers, PriceBook book, TickStreamReader streams, LiveSilos map, EndedSilos ended)
    : GrainService(id, silo, loggers), IPeerService
{
    /// <summary>
    /// Its address among the services of a silo. Orleans' own <c>AddGrainService</c> and <c>GrainServiceClient</c> compute it from the full name
    /// of the interface, so that a new name would cut off silos of the version before. This number is that of the first name,
    /// <c>FxOrleans.Grains.ISiloService,FxOrleans.Grains</c>.
    /// </summary>
    public const int Address = 0x7E8E3490;

    /// <summary>The service of that silo.</summary>
    public static GrainId IdOn(SiloAddress silo) => SystemTargetGrainId.CreateGrainServiceGrainId(Address, null!, silo);

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
