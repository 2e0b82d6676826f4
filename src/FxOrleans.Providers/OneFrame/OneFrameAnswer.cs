using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// Reads <c>[{"from","to","bid","ask","price","time_stamp"}…]</c>, or the object <c>{"error":"…"}</c> that comes in its place, with
/// whatever status.
/// </summary>
internal static class OneFrameAnswer
{
    /// <summary>The rows of one array, which may be none.</summary>
    /// <param name="body">One JSON value.</param>
    /// <param name="source">Whose quotes they become.</param>
    /// <param name="asked">The pairs that were asked for.</param>
    /// <exception cref="ProviderException">It is no such array.</exception>
    public static QuoteRows Read(ReadOnlyMemory<byte> body, QuoteSource source, IReadOnlySet<CurrencyPair> asked) =>
        JsonAnswer.Read(body, root =>
        {
            if (root.ValueKind != JsonValueKind.Array)
            {
                throw Error(root) ?? Unreadable.Because("No array of rates where one belongs.");
            }

            var rows = new QuoteRows(source);
            foreach (var row in root.EnumerateArray())
            {
                Row(rows, row, asked);
            }

            return rows;
        });

    /// <summary>The documented error; null when it is none.</summary>
    public static ProviderException? ErrorIn(ReadOnlyMemory<byte> body) => JsonAnswer.ErrorIn(body, Error);

    private static ProviderException? Error(JsonElement root) => root.Text("error") switch
    {
        null => null,
        "Quota reached" => new(ProviderFailureKind.RateLimited, "Quota reached."),
        "No currency pair provided" => new(ProviderFailureKind.ErrorAnswer, "No currency pair provided."),
        "Invalid Currency Pair" => new(ProviderFailureKind.ErrorAnswer, "Invalid Currency Pair."),
        "Forbidden" => new(ProviderFailureKind.Unauthorized, "Forbidden."),
        _ => new(ProviderFailureKind.ErrorAnswer, "An error that is not documented."),
    };

    private static void Row(QuoteRows rows, JsonElement row, IReadOnlySet<CurrencyPair> asked)
    {
        var (from, to) = (row.Text("from"), row.Text("to"));
        if (!AssetCatalog.TryGet(from, out var @base) || !AssetCatalog.TryGet(to, out var quote) || @base == quote)
        {
            if (from is null || to is null)
            {
                rows.Reject(null, RowFault.WrongPair);
            }

            return;
        }

        var pair = new CurrencyPair(@base, quote);
        if (!asked.Contains(pair))
        {
            rows.Reject(pair.ToString(), RowFault.WrongPair);
        }
        else if (!UpstreamTime.TryRead(row.Text("time_stamp"), out var timestamp))
        {
            rows.Reject(pair.ToString(), RowFault.BadTimestamp);
        }
        else if (WireNumber.TryRead(row.Member("bid"), out var bid, out var fault)
            && WireNumber.TryRead(row.Member("price"), out var price, out fault)
            && WireNumber.TryRead(row.Member("ask"), out var ask, out fault))
        {
            rows.Add(pair, bid, price, ask, timestamp);
        }
        else
        {
            rows.Reject(pair.ToString(), fault);
        }
    }
}
