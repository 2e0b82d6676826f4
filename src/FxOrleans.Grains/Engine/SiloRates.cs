using FxOrleans.Abstractions;
using FxOrleans.Pricing;

namespace FxOrleans.Grains;

/// <summary>
/// Answers readers from the prices of this silo and of the others. It knows which pairs exist, so that a question about any other creates
/// no grain. Thread-safe.
/// </summary>
internal sealed class SiloRates(
    PriceBook book, PeerSilos peers, ResumePoint resume, PairConvention convention, ProviderStatusReader providers, IGrainFactory grains)
{
    /// <summary>The latest price of every pair, gathered from all silos.</summary>
    public async Task<Price[]> SnapshotAsync()
    {
        await LearnAsync().ConfigureAwait(false);
        return book.ToArray();
    }

    /// <summary>The grain of the pair's market; null when it has no price.</summary>
    public async Task<ICurrencyPairGrain?> FindAsync(CurrencyPair pair)
    {
        var market = convention.Canonical(pair);
        if (!book.TryGet(market, out _))
        {
            if (book.IsSynced)
            {
                return null;
            }

            await LearnAsync().ConfigureAwait(false); // This silo has only just started.
            if (!book.TryGet(market, out _))
            {
                return null;
            }
        }

        return grains.GetGrain<ICurrencyPairGrain>(market.Key);
    }

    /// <summary>How each provider does, in the order of configuration.</summary>
    public Task<ProviderStatus[]> ProvidersAsync() => providers.StatusAsync();

    private async Task LearnAsync()
    {
        await resume.ReadAsync().ConfigureAwait(false);
        book.Advance([.. await peers.GetPricesAsync().ConfigureAwait(false)]);
    }
}
