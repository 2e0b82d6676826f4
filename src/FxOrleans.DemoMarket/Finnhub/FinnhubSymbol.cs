using FxOrleans.Pricing;

namespace FxOrleans.DemoMarket;

/// <summary>
/// A symbol as Finnhub writes it: <c>AAPL</c>, <c>OANDA:EUR_USD</c>, <c>BINANCE:BTCUSDT</c>. Immutable.
/// </summary>
internal sealed record FinnhubSymbol(string Text, Listing Base, Listing Quote)
{
    /// <summary>False for an exchange that only tells prices: its trades carry a volume of 0.</summary>
    public bool HasVolume => Base.Asset.Class != AssetClass.Currency && Base.Asset.Class != AssetClass.Metal;

    /// <summary>The symbol, or null when the market does not trade it.</summary>
    public static FinnhubSymbol? Find(MarketModel model, string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (!text.Contains(':', StringComparison.Ordinal))
        {
            return model.Find(text) is { Asset.Class: AssetClass.Stock } stock && stock.Code == text ? Of(stock, model.Find("USD")) : null;
        }

        if (text.StartsWith("OANDA:", StringComparison.Ordinal) && text["OANDA:".Length..].Split('_') is [var left, var right])
        {
            return Of(Money(model.Find(left)), Money(model.Find(right)));
        }

        return text.StartsWith("BINANCE:", StringComparison.Ordinal) && text.EndsWith("USDT", StringComparison.Ordinal) && text.Length > 12
            ? Of(model.Find(text.AsSpan(8, text.Length - 12)), model.Find("USDT"))
            : null;

        FinnhubSymbol? Of(Listing? @base, Listing? quote) =>
            @base is null || quote is null || ReferenceEquals(@base, quote) ? null : new FinnhubSymbol(text, @base, quote);
    }

    /// <summary>With the exchange's digits: cents for stocks, four digits that count for less than a dollar.</summary>
    public decimal Round(double price) => Base.Asset.Class != AssetClass.Stock
        ? PublishedDigits.Traded(Base, Quote, price)
        : PublishedDigits.Round(price, 2, price < 1 ? 4 : 0);

    /// <summary>Traded in a span that starts at this second: made up, the same each time it is asked.</summary>
    public long Volume(long second, TimeSpan span) =>
        HasVolume ? (long)(Math.Max(1, span.TotalSeconds) * (400 + (300 * LatticeHash.At(Base.Key, second)))) : 0;

    private static Listing? Money(Listing? listing) => listing is { Asset: { IsDead: false, Class: AssetClass.Currency or AssetClass.Metal } } ? listing : null;
}
