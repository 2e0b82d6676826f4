using FxOrleans.Pricing;

namespace FxOrleans.Serving.Health;

/// <summary>The board in figures, for administrators.</summary>
/// <param name="Markets">Pairs with a price.</param>
/// <param name="Live">Of these with a live price.</param>
/// <param name="Indicative">Of these with an indicative price.</param>
/// <param name="Stale">Of these with a stale price.</param>
/// <param name="Snapshots">Snapshots that were read.</param>
/// <param name="Gaps">Gaps in the sequences of ticks.</param>
/// <param name="Silences">Times without any tick for too long.</param>
public sealed record BoardHealthResponse(long Markets, long Live, long Indicative, long Stale, long Snapshots, long Gaps, long Silences)
{
    internal static BoardHealthResponse Of(RateBoard board, PriceFeed feed)
    {
        var now = board.Now;
        var statuses = board.Book.Markets.GroupBy(market => market.StatusAt(now, board.Options.MaxAge)).ToDictionary(group => group.Key, group => group.LongCount());
        return new BoardHealthResponse(
            board.Book.Count,
            statuses.GetValueOrDefault(PriceStatus.Live),
            statuses.GetValueOrDefault(PriceStatus.Indicative),
            statuses.GetValueOrDefault(PriceStatus.Stale),
            feed.Snapshots,
            feed.Gaps,
            feed.Silences);
    }
}
