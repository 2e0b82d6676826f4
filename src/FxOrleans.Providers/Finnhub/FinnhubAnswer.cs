using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// Reads <c>/quote</c>, <c>{"c":261.74,…,"t":1582641000}</c>, all zero for a symbol that it does not know; <c>/forex/rates</c>,
/// <c>{"base":"USD","quote":{"EUR":0.88,…}}</c>; and <c>{"error":"…"}</c>.
/// </summary>
internal static class FinnhubAnswer
{
    private const string Base = "USD";

    /// <summary>Adds the quote of one stock.</summary>
    /// <exception cref="ProviderException">It is no such answer.</exception>
    public static QuoteRows ReadQuote(ReadOnlyMemory<byte> body, QuoteRows rows, CurrencyPair pair) =>
        JsonAnswer.Read(body, root =>
        {
            var price = Checked(root).Member("c");
            if (price.ValueKind == JsonValueKind.Undefined)
            {
                throw Unreadable.Because("No price where one belongs.");
            }

            var timestamp = root.UnixSeconds("t");
            if (timestamp is null && WireNumber.TryRead(price, out var value, out _) && value > 0)
            {
                rows.Reject(pair.ToString(), RowFault.BadTimestamp);
            }
            else
            {
                rows.Add(pair, price, timestamp ?? default);
            }

            return rows;
        });

    /// <summary>Adds the currencies. The answer has no time of its own, so they are of the moment at which it came.</summary>
    /// <exception cref="ProviderException">It is no such answer, or one of another base.</exception>
    public static QuoteRows ReadForex(ReadOnlyMemory<byte> body, QuoteRows rows, DateTimeOffset now) =>
        JsonAnswer.Read(body, root =>
        {
            if (Checked(root).Member("quote") is not { ValueKind: JsonValueKind.Object } quotes)
            {
                throw Unreadable.Because("No rates where they belong.");
            }

            if (root.Text("base") != Base)
            {
                throw new ProviderException(ProviderFailureKind.WrongBase, $"Rates of another base than {Base}.");
            }

            foreach (var rate in quotes.EnumerateObject())
            {
                if (AssetCatalog.TryGet(rate.Name, out var asset)
                    && asset.Class is AssetClass.Currency or AssetClass.Metal && asset != AssetCatalog.Usd)
                {
                    rows.Add(new CurrencyPair(AssetCatalog.Usd, asset), rate.Value, now);
                }
            }

            return rows;
        });

    /// <summary>The documented error; null when it is none. Its words may repeat the key, so they are not handed on.</summary>
    public static ProviderException? ErrorIn(ReadOnlyMemory<byte> body) => JsonAnswer.ErrorIn(body, Error);

    /// <summary>The answer itself, unless it is an error.</summary>
    /// <exception cref="ProviderException">It is.</exception>
    public static JsonElement Checked(JsonElement root) => Error(root) is { } error ? throw error : root;

    private static ProviderException? Error(JsonElement root) => root.Text("error") switch
    {
        null => null,
        var text when text.StartsWith("API limit reached", StringComparison.Ordinal) => new(ProviderFailureKind.RateLimited, "API limit reached."),
        var text when text.StartsWith("You don't have access", StringComparison.Ordinal) => new(ProviderFailureKind.Unauthorized, "The plan does not include this."),
        "Invalid API key" => new(ProviderFailureKind.Unauthorized, "Invalid API key."),
        _ => new(ProviderFailureKind.ErrorAnswer, "An error."),
    };
}
