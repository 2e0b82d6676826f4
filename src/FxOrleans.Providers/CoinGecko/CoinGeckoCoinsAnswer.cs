using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// Reads <c>/coins/markets</c>, <c>[{"id","symbol","name","image","current_price","market_cap","market_cap_rank","price_change_percentage_24h",…}…]</c>;
/// <c>/search</c>, <c>{"coins":[{"id","name","symbol","market_cap_rank","large"}…],…}</c>; and <c>/coins/list</c>, <c>[{"id","symbol","name"}…]</c>.
/// </summary>
internal static class CoinGeckoCoinsAnswer
{
    private const int LongestName = 256;

    /// <summary>A coin that rose more in a day has been another one the day before.</summary>
    private const decimal MostPercent = 1_000_000;

    /// <exception cref="ProviderException">It is no such answer.</exception>
    public static IReadOnlyList<CoinMarket> ReadMarkets(ReadOnlyMemory<byte> body, UpstreamAddress api) => JsonAnswer.Read(body, root => Rows(root, root, row =>
        Coin(row) is { } coin
            ? new CoinMarket(coin)
            {
                Price = WireNumber.TryReadPrice(row.Member("current_price"), out var price) ? price : null,
                Image = Address(row.Text("image"), api),
                MarketCap = WireNumber.Amount(row.Member("market_cap")),
                Rank = Rank(row),
                ChangePercent = WireNumber.TryRead(row.Member("price_change_percentage_24h"), out var change, out _) && change is >= -100 and <= MostPercent ? change : null,
            }
            : null));

    /// <exception cref="ProviderException">It is no such answer.</exception>
    public static IReadOnlyList<CoinMarket> ReadSearch(ReadOnlyMemory<byte> body, UpstreamAddress api) => JsonAnswer.Read(body, root => Rows(root, root.Member("coins"), row =>
        Coin(row) is { } coin ? new CoinMarket(coin) { Rank = Rank(row), Image = Address(row.Text("large"), api) } : null));

    /// <exception cref="ProviderException">It is no such answer, or an empty one.</exception>
    public static IReadOnlyList<CoinName> ReadList(ReadOnlyMemory<byte> body) => JsonAnswer.Read(body, root =>
        Rows(root, root, Coin) is { Count: > 0 } coins ? coins : throw new ProviderException(ProviderFailureKind.Empty, "No coin."));

    private static List<T> Rows<T>(JsonElement root, JsonElement array, Func<JsonElement, T?> read)
        where T : class
    {
        if (array.ValueKind != JsonValueKind.Array)
        {
            throw CoinGeckoAnswer.Error(root) ?? Unreadable.Because("No array of coins where one belongs.");
        }

        var rows = new List<T>(array.GetArrayLength());
        foreach (var row in array.EnumerateArray())
        {
            if (read(row) is { } coin)
            {
                rows.Add(coin);
            }
        }

        return rows.Count > 0 || array.GetArrayLength() == 0 ? rows : throw Unreadable.Because("No row that is a coin.");
    }

    /// <summary>A row without a name or symbol, as there are some, is no coin that anybody could find.</summary>
    private static CoinName? Coin(JsonElement row) =>
        row.Text("id") is { Length: > 0 and <= LongestName } id
        && row.Text("symbol")?.Trim() is { Length: > 0 and <= LongestName } symbol
        && row.Text("name") is { Length: > 0 and <= LongestName } name
            ? new CoinName(id, symbol.ToUpperInvariant(), name)
            : null;

    private static int? Rank(JsonElement row) =>
        row.Member("market_cap_rank") is { ValueKind: JsonValueKind.Number } rank && rank.TryGetInt32(out var place) && place > 0 ? place : null;

    /// <summary>A picture's address is shown by pages: only https is handed on, or what lies at the stand-in that the API is configured at.</summary>
    private static string? Address(string? text, UpstreamAddress api) =>
        text is { Length: <= 1024 } && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || CoinGeckoImages.IsOurs(address, api)) ? text : null;
}
