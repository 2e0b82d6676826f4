using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// What Finnhub calls the tracked pairs: a stock in dollars by its ticker, currencies and metals as <c>OANDA:EUR_USD</c>. Coins it
/// has by exchange, which is not one price, so they are left out. Immutable.
/// </summary>
internal sealed class FinnhubSymbols
{
    /// <summary>The most symbols: what one connection of the free plan takes.</summary>
    public const int Most = 50;

    private readonly Dictionary<string, CurrencyPair> _pairs = new(StringComparer.Ordinal);

    public FinnhubSymbols(IReadOnlyCollection<CurrencyPair> tracked)
    {
        Stocks = [.. tracked.Where(pair => pair.Base.Class == AssetClass.Stock && pair.Quote == AssetCatalog.Usd).Distinct()];
        HasCurrencies = tracked.Any(IsForex);
        foreach (var pair in Stocks)
        {
            _pairs[pair.Base.Code] = pair;
        }

        foreach (var pair in tracked.Where(IsForex))
        {
            _pairs[$"OANDA:{pair.Base.Code}_{pair.Quote.Code}"] = pair;
        }

        Streamed = [.. _pairs.Keys.Take(Most)];
    }

    /// <summary>Tracked stocks, in dollars.</summary>
    public IReadOnlyList<CurrencyPair> Stocks { get; }

    public bool HasCurrencies { get; }

    /// <summary>Calls that one poll of them makes: one for the currencies, one for each stock.</summary>
    public int CallsPerPoll => (HasCurrencies ? 1 : 0) + Math.Min(Stocks.Count, Most);

    /// <summary>What to subscribe to, stocks first.</summary>
    public IReadOnlyList<string> Streamed { get; }

    public bool TryGetPair(string symbol, out CurrencyPair pair) => _pairs.TryGetValue(symbol, out pair);

    private static bool IsForex(CurrencyPair pair) => IsForex(pair.Base) && IsForex(pair.Quote);

    private static bool IsForex(Asset asset) => asset is { Class: AssetClass.Currency or AssetClass.Metal, IsDead: false };
}
