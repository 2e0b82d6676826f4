using System.Collections.Concurrent;
using FxOrleans.Pricing;
using Microsoft.Extensions.Logging;

namespace FxOrleans.PricePlatform;

/// <summary>
/// What assets cost a day ago in US dollars, as upstreams tell: all coins or currencies in a call or two, stocks one by one as they are
/// asked for. One look-up at a time; where one source fails, the next that covers the asset is asked. Bounded by the catalogue. Thread-safe.
/// </summary>
public sealed class AssetsDayAgo(IEnumerable<IDayAgoSource> sources, TimeProvider time, ILogger<AssetsDayAgo> log) : IDisposable
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30);

    private readonly IDayAgoSource[] _sources = [.. sources];
    private readonly ConcurrentDictionary<Asset, DayAgo> _known = new();
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>What is known of the asset; the dollar costs one dollar, always.</summary>
    internal DayAgo? Find(Asset asset) => _known.GetValueOrDefault(asset);

    /// <summary>Looks up those of the assets that are not known, or not for long enough.</summary>
    public async Task LearnAsync(IEnumerable<Asset> assets, CancellationToken cancel)
    {
        var asked = assets.Where(IsDue).ToList();
        if (asked.Count == 0)
        {
            return;
        }

        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            var due = asked.Where(IsDue).ToHashSet(); // Somebody else may have been faster.
            foreach (var source in _sources)
            {
                if (due.Any(source.Covers))
                {
                    await AskAsync(source, due, cancel).ConfigureAwait(false);
                }
            }

            foreach (var asset in due)
            {
                var known = Find(asset);
                Keep(asset, known?.Price, known?.Level, known?.Simulated ?? false, AfterFailure);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task AskAsync(IDayAgoSource source, HashSet<Asset> due, CancellationToken cancel)
    {
        // Those that come in one call come all together; what is asked for one by one is asked for alone.
        var together = due.Any(asset => source.Covers(asset) && asset.Class != AssetClass.Stock)
            ? AssetCatalog.All.Where(asset => source.Covers(asset) && asset.Class != AssetClass.Stock && IsDue(asset))
            : [];
        try
        {
            var assets = due.Where(source.Covers).Union(together).ToList();
            var found = await source.DayAgoAsync(assets, cancel).ConfigureAwait(false);
            foreach (var (asset, price) in found)
            {
                if (IsPrice(price.Before) && (price.Now is not { } now || IsPrice(now)))
                {
                    Keep(asset, price.Before, price.Now, source.Simulated, Life);
                    due.Remove(asset);
                }
            }
        }
        catch (ProviderException failure)
        {
            log.LogDebug("{Provider} does not tell the prices of a day ago: {Failure}", source.Name, failure.Message);
        }
    }

    private bool IsDue(Asset asset) =>
        asset != AssetCatalog.Usd && Array.Exists(_sources, source => source.Covers(asset)) && (Find(asset)?.IsDue(time.GetElapsedTime(0)) ?? true);

    private static bool IsPrice(decimal price) => price is >= Quote.Min and <= Quote.Max;

    private void Keep(Asset asset, decimal? price, decimal? level, bool simulated, TimeSpan life) =>
        _known[asset] = new DayAgo(price, level, simulated, time.GetElapsedTime(0), life);
}
