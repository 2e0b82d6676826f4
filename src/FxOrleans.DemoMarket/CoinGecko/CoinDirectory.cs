namespace FxOrleans.DemoMarket;

/// <summary><c>/coins/list</c> and <c>/search</c>: which coins there are.</summary>
internal static class CoinDirectory
{
    public static Task ListAsync(ProviderRequest request) => request.JsonAsync(json =>
    {
        json.WriteStartArray();
        foreach (var coin in request.Observation.Empty ? [] : CoinBook.Of(request.Model).Coins)
        {
            json.WriteStartObject();
            json.WriteString("id", coin.Id);
            json.WriteString("symbol", coin.Symbol);
            json.WriteString("name", coin.Name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public static Task SearchAsync(ProviderRequest request)
    {
        var query = request.Query("query") ?? "";
        var ranked = CoinBook.Of(request.Model).Ranked(request.Observation.At(CoinGeckoEndpoints.Now(request.Observation)), request.Model.Find("USD")!);
        return request.JsonAsync(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("coins");
            foreach (var (coin, rank) in request.Observation.Empty ? [] : ranked.Where(row => Matches(row.Coin, query)))
            {
                json.WriteStartObject();
                json.WriteString("id", coin.Id);
                json.WriteString("name", coin.Name);
                json.WriteString("api_symbol", coin.Id);
                json.WriteString("symbol", coin.Listing.Code);
                if (rank is { } place)
                {
                    json.WriteNumber("market_cap_rank", place);
                }
                else
                {
                    json.WriteNull("market_cap_rank");
                }

                json.WriteString("thumb", coin.Image(request.Http.Request, "thumb"));
                json.WriteString("large", coin.Image(request.Http.Request, "large"));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            foreach (var other in new[] { "exchanges", "icos", "categories", "nfts" })
            {
                json.WriteStartArray(other);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        });
    }

    private static bool Matches(Coin coin, string query) =>
        query.Length > 0
        && (coin.Id.Contains(query, StringComparison.OrdinalIgnoreCase)
            || coin.Symbol.Contains(query, StringComparison.OrdinalIgnoreCase)
            || coin.Name.Contains(query, StringComparison.OrdinalIgnoreCase));
}
