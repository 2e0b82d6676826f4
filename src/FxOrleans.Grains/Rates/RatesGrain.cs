using FxOrleans.Abstractions;
using FxOrleans.Pricing;

using Orleans.Concurrency;

namespace FxOrleans.Grains;

/// <summary>Answers readers outside the silos, on the silo that they are connected to.</summary>
[GrainType("rates"), StatelessWorker, Reentrant]
internal sealed class RatesGrain(SiloRates rates) : Grain, IRatesGrain
{
    public async Task<PriceSnapshot> SnapshotAsync() => new() { Prices = await rates.SnapshotAsync() };

    public async Task<Explanation?> ExplainAsync(CurrencyPair pair) =>
        await rates.FindAsync(pair) is { } market ? await market.ExplainAsync() : null;

    public async Task<Explanation?> ExplainPastAsync(CurrencyPair pair, long sequence, long? epoch) =>
        await rates.FindAsync(pair) is { } market ? await market.ExplainPastAsync(sequence, epoch) : null;

    public Task<ProviderStatus[]> ProvidersAsync() => rates.ProvidersAsync();
}
