using FxOrleans.Abstractions;

using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Services;

namespace FxOrleans.Grains;

/// <summary>What silos tell each other. There is one on each silo, addressed by the silo. The alias is what it was called first: silos of earlier versions know it.</summary>
[Alias("fx.ISiloService")]
internal interface IPeerService : IGrainService
{
    /// <summary>The latest prices that the silo knows, its own grains' and what it has read.</summary>
    [Alias("GetPrices"), AlwaysInterleave, ResponseTimeout("00:00:02")]
    Task<PriceSnapshot> GetPricesAsync();

    /// <summary>Ticks of the caller's pairs.</summary>
    [Alias("Ticks"), AlwaysInterleave, ResponseTimeout("00:00:02")]
    Task TicksAsync([Immutable] TickMessage message);

    /// <summary>Whether nothing listens any more where that silo was, seen from here.</summary>
    [Alias("HasEnded"), AlwaysInterleave, ResponseTimeout("00:00:02")]
    Task<bool> HasEndedAsync(SiloAddress silo);

    /// <summary>A silo is about to stop.</summary>
    [Alias("Leaving"), AlwaysInterleave, ResponseTimeout("00:00:02")]
    Task LeavingAsync(SiloAddress silo);
}
