using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>Under which symbol, and which way round, Finnhub has candles of a pair. Immutable.</summary>
/// <param name="Path">From <c>/api/v1</c> on.</param>
/// <param name="Symbol">Its own name.</param>
/// <param name="Inverted">True when it has the pair the other way round.</param>
internal sealed record FinnhubTicker(string Path, string Symbol, bool Inverted)
{
    /// <summary>Which of two stands first by the market's custom; the others after these, by code.</summary>
    private static readonly string[] Order = ["XAU", "XAG", "XPT", "XPD", "EUR", "GBP", "AUD", "NZD", "USD", "CAD", "CHF", "JPY"];

    /// <summary>Null for what it does not have: dead currencies, coins, stocks in another currency than the dollar.</summary>
    public static FinnhubTicker? Of(CurrencyPair pair)
    {
        if (pair.Base.Class == AssetClass.Stock)
        {
            return pair.Quote == AssetCatalog.Usd ? new FinnhubTicker("/stock/candle", pair.Base.Code, false) : null;
        }

        if (!IsForex(pair.Base) || !IsForex(pair.Quote))
        {
            return null;
        }

        var (left, right) = (Place(pair.Base), Place(pair.Quote));
        var inverted = left > right || (left == right && string.CompareOrdinal(pair.Base.Code, pair.Quote.Code) > 0);
        var kept = inverted ? pair.Inverse : pair;
        return new FinnhubTicker("/forex/candle", $"OANDA:{kept.Base.Code}_{kept.Quote.Code}", inverted);
    }

    private static bool IsForex(Asset asset) => asset is { Class: AssetClass.Currency or AssetClass.Metal, IsDead: false };

    private static int Place(Asset asset) => Array.IndexOf(Order, asset.Code) is >= 0 and var place ? place : Order.Length;
}
