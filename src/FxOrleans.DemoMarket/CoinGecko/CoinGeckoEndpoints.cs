namespace FxOrleans.DemoMarket;

/// <summary>CoinGecko's third version: coins, a few seconds old, with their history.</summary>
internal static class CoinGeckoEndpoints
{
    private const string Prefix = "/api/v3";

    public static void Map(ProviderRoutes routes)
    {
        routes.Get(Prefix + "/ping", request => request.Http.AnswerAsync(200, """{"gecko_says":"(V3) To the Moon!"}"""));
        routes.Get(Prefix + "/simple/price", CoinPrices.AnswerAsync);
        routes.Get(Prefix + "/coins/markets", CoinMarkets.AnswerAsync);
        routes.Get(Prefix + "/coins/list", CoinDirectory.ListAsync);
        routes.Get(Prefix + "/search", CoinDirectory.SearchAsync);
        routes.Get(Prefix + "/coins/{id}/market_chart", CoinHistory.ChartAsync);
        routes.Get(Prefix + "/coins/{id}/ohlc", CoinHistory.BarsAsync);
        routes.Get("/coins/images/{id}/{size}.png", CoinPicture.AnswerAsync);
    }

    /// <summary>CoinGecko's time: whole seconds, with its delay.</summary>
    public static DateTimeOffset Now(Observation sight) => DateTimeOffset.FromUnixTimeSeconds(sight.Latest.ToUnixTimeSeconds());

    /// <summary>Its digits: none after the point from ten thousand, two from one, six that count below.</summary>
    public static decimal Price(double value) => value switch
    {
        >= 10_000 => PublishedDigits.Round(value, 0, 0),
        >= 1 => PublishedDigits.Round(value, 2, 0),
        _ => PublishedDigits.Round(value, 0, 6),
    };

    /// <summary>Per cent from one price to another.</summary>
    public static decimal Percent(double from, double to) => PublishedDigits.Round((to / from * 100) - 100, 5, 0);

    public static Task ErrorAsync(ProviderRequest request, int status, string error) =>
        request.Http.AnswerAsync(status, $$"""{"error":"{{error}}"}""");

    /// <summary>What prices may be asked in: any currency, metal or coin of the market, in lower case.</summary>
    public static Listing? Against(ProviderRequest request, string code) =>
        request.Model.Find(code) is { Asset: { IsDead: false, Class: not Pricing.AssetClass.Stock } } listing ? listing : null;
}
