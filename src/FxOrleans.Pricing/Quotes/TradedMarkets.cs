namespace FxOrleans.Pricing;

/// <summary>Which kinds of markets a source quotes, to know whether any of them is open. Holds one pair a kind. Not thread-safe.</summary>
internal sealed class TradedMarkets
{
    private CurrencyPair? _coin;
    private CurrencyPair? _stock;
    private CurrencyPair? _other;

    public void Add(CurrencyPair pair)
    {
        if (pair.Base.Class == AssetClass.Coin || pair.Quote.Class == AssetClass.Coin)
        {
            _coin ??= pair;
        }
        else if (pair.Base.Class == AssetClass.Stock || pair.Quote.Class == AssetClass.Stock)
        {
            _stock ??= pair;
        }
        else
        {
            _other ??= pair;
        }
    }

    /// <summary>False when all of them are closed, or there are none.</summary>
    public bool IsAnyOpen(DateTimeOffset at) => IsOpen(_coin, at) || IsOpen(_stock, at) || IsOpen(_other, at);

    private static bool IsOpen(CurrencyPair? pair, DateTimeOffset at) => pair is { } known && MarketHours.IsOpen(known, at);
}
