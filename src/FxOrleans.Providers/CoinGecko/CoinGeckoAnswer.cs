using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// Reads <c>{"bitcoin":{"usd":64000.5,"last_updated_at":1790683190},…}</c>, or the objects that say that there was an error:
/// <c>{"status":{"error_code":429,…}}</c> and <c>{"error":…}</c>. There is a coin by the name of <c>status</c>, which is no error.
/// </summary>
internal static class CoinGeckoAnswer
{
    private const string Currency = "usd";

    /// <summary>Adds the rows of one answer.</summary>
    /// <param name="body">The answer.</param>
    /// <param name="rows">Where to.</param>
    /// <param name="coins">The coins that were asked for, by CoinGecko's name.</param>
    /// <exception cref="ProviderException">It is no such answer.</exception>
    public static QuoteRows Read(ReadOnlyMemory<byte> body, QuoteRows rows, IReadOnlyDictionary<string, Asset> coins) =>
        JsonAnswer.Read(body, root =>
        {
            if (root.ValueKind != JsonValueKind.Object)
            {
                throw Unreadable.Because("No object of coins where one belongs.");
            }

            if (Error(root) is { } error)
            {
                throw error;
            }

            foreach (var coin in root.EnumerateObject())
            {
                if (coins.TryGetValue(coin.Name, out var asset))
                {
                    Row(rows, asset, coin.Value);
                }
            }

            return rows;
        });

    /// <summary>The documented error; null when it is none.</summary>
    public static ProviderException? ErrorIn(ReadOnlyMemory<byte> body) => JsonAnswer.ErrorIn(body, Error);

    /// <summary>The error that an answer is; null when it is none. A coin that it does not know is no failure of the upstream, but an empty answer.</summary>
    public static ProviderException? Error(JsonElement root)
    {
        var status = root.Member("status") is { ValueKind: JsonValueKind.Object } outer ? outer : root.Member("error").Member("status");
        if (status.Member("error_code") is { ValueKind: JsonValueKind.Number } code)
        {
            return code.TryGetInt32(out var number) && number == 429
                ? new(ProviderFailureKind.RateLimited, "Rate limit exceeded.") { RetryAfter = CoinGeckoProvider.RestWhenLimited }
                : new(ProviderFailureKind.ErrorAnswer, $"An error with the code {number}.");
        }

        return root.Text("error") switch
        {
            null => null,
            "coin not found" => new(ProviderFailureKind.Empty, "It does not know the coin."),
            _ => new(ProviderFailureKind.ErrorAnswer, "An error without a code."),
        };
    }

    private static void Row(QuoteRows rows, Asset asset, JsonElement coin)
    {
        var pair = new CurrencyPair(asset, AssetCatalog.Usd);
        if (coin.UnixSeconds("last_updated_at") is { } timestamp)
        {
            rows.Add(pair, coin.Member(Currency), timestamp);
        }
        else
        {
            rows.Reject(pair.ToString(), RowFault.BadTimestamp);
        }
    }
}
