using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// Reads what Finnhub pushes: <c>{"type":"trade","data":[{"s":"AAPL","p":261.74,"t":1582641000123,"v":7}…]}</c>,
/// <c>{"type":"ping"}</c>, <c>{"type":"error","msg":"…"}</c>, which tells of one subscription and leaves the others alone. Of one
/// symbol's trades in a message the newest counts.
/// </summary>
internal static class FinnhubTrades
{
    /// <summary>The quotes of one message; none for a ping.</summary>
    /// <exception cref="ProviderException">It is no such message.</exception>
    public static QuoteRows Read(ReadOnlyMemory<byte> message, QuoteSource source, FinnhubSymbols symbols) =>
        JsonAnswer.Read(message, root =>
        {
            var rows = new QuoteRows(source);
            switch (root.Text("type"))
            {
                case "trade" when root.Member("data").ValueKind == JsonValueKind.Array:
                    Trades(rows, root.Member("data"), symbols);
                    return rows;
                case "ping":
                    return rows;
                case "error":
                    rows.Reject(root.Text("msg"), RowFault.WrongPair);
                    return rows;
                default:
                    throw Unreadable.Because("No trades where they belong.");
            }
        });

    private static void Trades(QuoteRows rows, JsonElement trades, FinnhubSymbols symbols)
    {
        var newest = new Dictionary<CurrencyPair, (DateTimeOffset Time, decimal Price)>();
        foreach (var trade in trades.EnumerateArray())
        {
            if (trade.Text("s") is not { } symbol || !symbols.TryGetPair(symbol, out var pair))
            {
                continue;
            }

            if (!WireNumber.TryRead(trade.Member("p"), out var price, out var fault))
            {
                rows.Reject(pair.ToString(), fault);
            }
            else if (trade.UnixMilliseconds("t") is not { } time)
            {
                rows.Reject(pair.ToString(), RowFault.BadTimestamp);
            }
            else if (!newest.TryGetValue(pair, out var other) || time >= other.Time)
            {
                newest[pair] = (time, price);
            }
        }

        foreach (var (pair, (time, price)) in newest)
        {
            rows.Add(pair, price, price, price, time);
        }
    }
}
