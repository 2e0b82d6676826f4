using FxOrleans.Pricing;

namespace FxOrleans.PricePlatform;

/// <summary>
/// Makes the answers that nodes share, through the cache: histories, bars, institutions' rates, coins. A node without providers asks one that has them
/// first, and makes of its own record what it can only when nobody answers. Thread-safe.
/// </summary>
public sealed class SharedResponses(
    ResponseCache cache, HistoryReader past, CoinDirectory coins, OfficialReader official, RateBoard board, ServingOptions options, PricesOptions prices, TimeProvider time, ISharedCache? shared = null, ICacheRequests? requests = null)
{
    /// <summary>The longest that another node is waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly MinuteQuota _searches = new(prices.SharedSearches, time);

    /// <summary>The answer, from here or from elsewhere.</summary>
    /// <param name="wanted">Which.</param>
    /// <param name="cancel">Ends this caller's waiting.</param>
    /// <param name="forOthers">True where another node has asked: a search is left in the shared cache for these alone.</param>
    internal ValueTask<CacheOutcome> GetAsync(CacheRequest wanted, CancellationToken cancel, bool forOthers = false)
    {
        var key = wanted is CacheRequestSearch && options.HasProviders && !forOthers ? wanted.Key with { Shared = false } : wanted.Key;
        return cache.GetAsync(key, stop => MakeAsync(wanted, stop), cancel);
    }

    /// <summary>Whether this node has what such an answer is made of.</summary>
    internal bool CanMake(CacheRequest wanted) => wanted switch
    {
        CacheRequestHistory or CacheRequestDays => true,
        CacheRequestOfficial month => official.Knows(month.Source),
        _ => coins.HasCatalog,
    };

    private async Task<MadeAnswer> MakeAsync(CacheRequest wanted, CancellationToken cancel) =>
        await FromOthersAsync(wanted, cancel).ConfigureAwait(false) ?? wanted switch
        {
            CacheRequestHistory { Interval: { } interval } bars =>
                Bars(bars, interval, await past.BarsAsync(bars.Symbol.Pair, bars.Period, interval, cancel).ConfigureAwait(false)),
            CacheRequestHistory points => Points(points, await past.HistoryAsync(points.Symbol.Pair, points.Period, cancel).ConfigureAwait(false)),
            CacheRequestTop top => Write(await coins.TopAsync(top.Limit, cancel).ConfigureAwait(false)),
            CacheRequestSearch search => Write([.. (await coins.SearchAsync(search.Text, cancel).ConfigureAwait(false)).Take(search.Limit)]),
            CacheRequestDays days => Write(days, await past.ToldAsync(days.Symbol.Pair, days.Period, options.HasProviders, cancel).ConfigureAwait(false)),
            CacheRequestOfficial month => new MadeAnswer(await official.MonthAsync(month.Source, month.Month, cancel).ConfigureAwait(false)),
            CacheRequestMapping => Write(await coins.MappingAsync(cancel).ConfigureAwait(false), withMapping: true),
            _ => throw new ArgumentOutOfRangeException(nameof(wanted), wanted, null),
        };

    private MadeAnswer Write(IReadOnlyList<CoinMarket> found, bool withMapping = false) => new(CoinsAnswer.Write(coins.Catalog, found, withMapping));

    private MadeAnswer Points(CacheRequestHistory wanted, Past<PastPrice> found) => IsKnown(wanted, found)
        ? Made(found, HistoryJson.Points(wanted.Symbol.Key, wanted.Period.Code, found, time.GetUtcNow()))
        : MadeAnswer.Nothing;

    private MadeAnswer Bars(CacheRequestHistory wanted, CandleInterval interval, Past<HistoryBar> found) => IsKnown(wanted, found)
        ? Made(found, HistoryJson.Bars(wanted.Symbol.Key, wanted.Period.Code, interval, found, time.GetUtcNow()))
        : MadeAnswer.Nothing;

    private MadeAnswer Write(CacheRequestDays wanted, Past<HistoryBar> found) =>
        Made(found, HistoryJson.Bars(wanted.Symbol.Key, wanted.Period.Code, CandleInterval.Day, found, time.GetUtcNow()));

    private static MadeAnswer Made<T>(Past<T> found, byte[] json) => new(json, found.IsComplete && found.Rows.Count > 0);

    private bool IsKnown<T>(CacheRequestHistory wanted, Past<T> found)
    {
        if (found.Rows.Count > 0 || board.Read(wanted.Symbol.From, wanted.Symbol.To) is not null)
        {
            return true;
        }

        // Before the board is filled nobody can say that there is nothing.
        return board.IsFilled ? false : throw new ProviderException(ProviderFailureKind.Empty, "No price has come in yet.");
    }

    // What is there already was looked at before: it is missing, or in the second half of its life.
    private async Task<MadeAnswer?> FromOthersAsync(CacheRequest wanted, CancellationToken cancel)
    {
        if (options.HasProviders || shared is null || requests is null)
        {
            return null;
        }

        if (wanted is CacheRequestSearch && _searches.Take() is { Passes: false } full)
        {
            throw new ProviderException(ProviderFailureKind.RateLimited, $"{full.Limit} searches were asked for within a minute.") { RetryAfter = full.Reset };
        }

        var key = wanted.Key;
        if (!await requests.AskAsync(key, cancel).ConfigureAwait(false))
        {
            return null;
        }

        for (var asked = time.GetTimestamp(); time.GetElapsedTime(asked) < Patience;)
        {
            await Task.Delay(Look, time, cancel).ConfigureAwait(false);
            if (await shared.GetAsync(key, cancel).ConfigureAwait(false) is { } found && found.Left > key.Life / 2 && ResponseCache.IsObject(found.Body.Span))
            {
                return new MadeAnswer(found.Body.ToArray(), Left: found.Left);
            }
        }

        return null;
    }
}
