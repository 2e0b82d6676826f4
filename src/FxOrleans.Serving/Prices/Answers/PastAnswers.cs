using FxOrleans.Pricing;

namespace FxOrleans.Serving.Prices;

/// <summary>
/// Makes the answers that nodes share, through the cache: histories, bars, the largest coins. A node without providers asks one that
/// has them first, and makes of its own record what it can only when nobody answers. Thread-safe.
/// </summary>
public sealed class PastAnswers(
    AnswerCache cache, PastReader past, CoinDirectory coins, RateBoard board, ServingOptions options, TimeProvider time, ISharedCache? shared = null, IAnswerRequests? requests = null)
{
    /// <summary>The longest that another node is waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>The answer, from here or from elsewhere.</summary>
    internal ValueTask<CacheOutcome> GetAsync(WantedAnswer wanted, CancellationToken cancel) =>
        cache.GetAsync(wanted.Key, stop => MakeAsync(wanted, stop), cancel);

    private async Task<MadeAnswer> MakeAsync(WantedAnswer wanted, CancellationToken cancel) =>
        await FromOthersAsync(wanted.Key, cancel).ConfigureAwait(false) is { } made ? made
        : wanted.Symbol is not { } symbol ? new MadeAnswer(CoinsJson.Write(coins.Catalog, await coins.TopAsync(wanted.Limit, cancel).ConfigureAwait(false)))
        : wanted.Interval is { } interval ? Write(wanted, symbol, await past.BarsAsync(symbol.Pair, wanted.Period, interval, cancel).ConfigureAwait(false), PastJson.Write)
        : Write(wanted, symbol, await past.HistoryAsync(symbol.Pair, wanted.Period, cancel).ConfigureAwait(false), PastJson.Write);

    private MadeAnswer Write<T>(WantedAnswer wanted, PriceSymbol symbol, Past<T> found, Action<System.Text.Json.Utf8JsonWriter, T> write) =>
        found.Rows.Count > 0 || board.Read(symbol.From, symbol.To) is not null
            ? new MadeAnswer(PastJson.Write(symbol.Key, wanted.Period.Code, wanted.Interval, found, time.GetUtcNow(), write), found.IsComplete && found.Rows.Count > 0)
        : board.IsFilled ? MadeAnswer.Nothing
        : throw new ProviderException(ProviderFailureKind.Empty, "No price has come in yet.");

    // What is there already was looked at before: it is missing, or in the second half of its life.
    private async Task<MadeAnswer?> FromOthersAsync(CacheKey key, CancellationToken cancel)
    {
        if (options.HasProviders || shared is null || requests is null || !await requests.AskAsync(key, cancel).ConfigureAwait(false))
        {
            return null;
        }

        for (var asked = time.GetTimestamp(); time.GetElapsedTime(asked) < Patience;)
        {
            await Task.Delay(Look, time, cancel).ConfigureAwait(false);
            if (await shared.GetAsync(key, cancel).ConfigureAwait(false) is { } found && found.Left > key.Life / 2 && AnswerCache.IsObject(found.Body.Span))
            {
                return new MadeAnswer(found.Body.ToArray(), Left: found.Left);
            }
        }

        return null;
    }
}
