using FxOrleans.Pricing;

namespace FxOrleans.Serving.Pegs;

/// <summary>
/// Finds what each source says of a pegged rate: its own quote of the pair, or what its quotes of both sides against the dollar make of it.
/// </summary>
internal static class PegVoices
{
    // Two quotes of one source further apart than this are not of one moment.
    private static readonly TimeSpan Together = TimeSpan.FromMinutes(10);

    /// <summary>The voices; null where the engine explains none of the markets, as on a node that only serves.</summary>
    public static async Task<IReadOnlyList<PegVoice>?> FindAsync(Peg peg, RateBoard board, IRateEngine engine, CancellationToken cancel)
    {
        var (anchor, pegged) = (peg.Pair.Base, peg.Pair.Quote);
        var direct = await QuotesAsync(anchor, pegged, board, engine, cancel).ConfigureAwait(false);
        var (first, second) = anchor == AssetCatalog.Usd || pegged == AssetCatalog.Usd ? (null, null)
            : (await QuotesAsync(anchor, AssetCatalog.Usd, board, engine, cancel).ConfigureAwait(false), await QuotesAsync(AssetCatalog.Usd, pegged, board, engine, cancel).ConfigureAwait(false));
        if (direct is null && (first is null || second is null))
        {
            return null;
        }

        var voices = new Dictionary<string, PegVoice>();
        foreach (var quote in direct ?? [])
        {
            voices[quote.Provider] = quote;
        }

        foreach (var quote in first ?? [])
        {
            if (second?.FirstOrDefault(other => other.Provider == quote.Provider) is { } other && (quote.Timestamp - other.Timestamp).Duration() <= Together)
            {
                var older = quote.Timestamp < other.Timestamp ? quote.Timestamp : other.Timestamp;
                voices.TryAdd(quote.Provider, quote with { Value = RatePrecision.Round(quote.Value * other.Value, RatePrecision.Derived), Timestamp = older });
            }
        }

        return [.. voices.Values.OrderBy(voice => voice.Provider, StringComparer.Ordinal)];
    }

    // Also those that were found too far from the others: when a peg breaks, they may be right. Known mistakes and old quotes are no voices.
    private static async Task<IReadOnlyList<PegVoice>?> QuotesAsync(Asset from, Asset to, RateBoard board, IRateEngine engine, CancellationToken cancel)
    {
        if (!board.TryGetLeg(from, to, out var leg) || await engine.ExplainAsync(leg.Price.Pair, cancel).ConfigureAwait(false) is not { } explained)
        {
            return null;
        }

        return
        [
            .. explained.Quotes
                .Where(quote => quote.Value > 0 && (quote.Kept || quote.Reason is "outlier" or "disputed" or "superseded"))
                .Select(quote => new PegVoice(
                    quote.Provider, quote.Group, leg.Inverted ? RatePrecision.Round(1 / quote.Value, RatePrecision.Derived) : quote.Value, quote.Timestamp)),
        ];
    }
}
