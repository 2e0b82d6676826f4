using FxOrleans.Abstractions;
using FxOrleans.Client;
using FxOrleans.Pricing;

using Orleans.Concurrency;

namespace FxOrleans.Grains;

/// <summary>Answers readers on the silo that they are connected to, from what this silo knows and the others say.</summary>
[StatelessWorker, Reentrant]
internal sealed class RatesGrain(
    PriceFeed feed, PeerSilos others, Recollection recollection, PairConvention convention, ProviderStatusReader health) : Grain, IRatesGrain
{
    public async Task<PriceSnapshot> SnapshotAsync()
    {
        await LearnAsync();
        return new PriceSnapshot { Prices = feed.Prices.ToArray() };
    }

    public async Task<Explanation?> ExplainAsync(CurrencyPair pair) =>
        await FindAsync(pair) is { } market ? await market.ExplainAsync() : null;

    public async Task<Explanation?> ExplainPastAsync(CurrencyPair pair, long sequence, long? epoch) =>
        await FindAsync(pair) is { } market ? await market.ExplainPastAsync(sequence, epoch) : null;

    public Task<ProviderStatus[]> ProvidersAsync() => health.StatusAsync();

    private async Task<ICurrencyPairGrain?> FindAsync(CurrencyPair pair)
    {
        var market = convention.Canonical(pair);
        if (!feed.Prices.TryGet(market, out _))
        {
            if (feed.Filled.IsCompleted)
            {
                return null;
            }

            await LearnAsync(); // This silo has only just started.
            if (!feed.Prices.TryGet(market, out _))
            {
                return null;
            }
        }

        return GrainFactory.GetGrain<ICurrencyPairGrain>(market.Key);
    }

    private async Task LearnAsync()
    {
        await recollection.ReadAsync();
        feed.Offer([.. await others.GetPricesAsync()]);
    }
}
