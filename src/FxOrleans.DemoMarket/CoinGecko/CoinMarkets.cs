using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.DemoMarket;

/// <summary><c>/coins/markets</c>: pages of coins, largest first.</summary>
internal static class CoinMarkets
{
    private const int DefaultPage = 100;
    private const int LargestPage = 250;

    public static Task AnswerAsync(ProviderRequest request)
    {
        if (request.Query("vs_currency") is not { } code)
        {
            return CoinGeckoEndpoints.ErrorAsync(request, StatusCodes.Status422UnprocessableEntity, "Missing parameter vs_currency");
        }

        if (CoinGeckoEndpoints.Against(request, code) is not { } against)
        {
            return CoinGeckoEndpoints.ErrorAsync(request, StatusCodes.Status400BadRequest, "invalid vs_currency");
        }

        var size = Math.Clamp(Number(request, "per_page", DefaultPage), 1, LargestPage);
        var skip = (long)size * (Math.Max(1, Number(request, "page", 1)) - 1);
        var ids = request.QueryList("ids");
        var now = CoinGeckoEndpoints.Now(request.Observation);
        var rows = CoinBook.Of(request.Model).Ranked(request.Observation.At(now), request.Model.Find("USD")!)
            .Where(row => ids.Length == 0 || ids.Contains(row.Coin.Id))
            .Skip((int)Math.Min(skip, int.MaxValue))
            .Take(size);
        var day = new CoinDay(request.Observation, now, against);
        return request.JsonAsync(json =>
        {
            json.WriteStartArray();
            foreach (var (coin, rank) in request.Observation.Empty ? [] : rows)
            {
                WriteCoin(json, coin, rank, day, coin.Image(request.Http.Request, "large"));
            }

            json.WriteEndArray();
        });
    }

    private static void WriteCoin(Utf8JsonWriter json, Coin coin, int? rank, CoinDay day, string image)
    {
        var (open, high, low, price) = day.Of(coin);
        json.WriteStartObject();
        json.WriteString("id", coin.Id);
        json.WriteString("symbol", coin.Symbol);
        json.WriteString("name", coin.Name);
        json.WriteString("image", image);
        json.WriteJs("current_price", CoinGeckoEndpoints.Price(price));
        Whole("market_cap", coin.Supply * price);
        Whole("market_cap_rank", rank);
        Whole("fully_diluted_valuation", coin.Supply * price);
        Whole("total_volume", coin.Volume(day.Number) * price);
        json.WriteJs("high_24h", CoinGeckoEndpoints.Price(high));
        json.WriteJs("low_24h", CoinGeckoEndpoints.Price(low));
        json.WriteJs("price_change_24h", PublishedDigits.Round(price - open, 0, 8));
        json.WriteNumber("price_change_percentage_24h", CoinGeckoEndpoints.Percent(open, price));
        Whole("market_cap_change_24h", coin.Supply * (price - open));
        json.WriteNumber("market_cap_change_percentage_24h", CoinGeckoEndpoints.Percent(open, price));
        Whole("circulating_supply", coin.Supply);
        Whole("total_supply", coin.Supply);
        json.WriteNull("max_supply");
        foreach (var record in new[] { "ath", "ath_change_percentage", "ath_date", "atl", "atl_change_percentage", "atl_date", "roi" })
        {
            json.WriteNull(record);
        }

        json.WriteString("last_updated", day.Now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        json.WriteEndObject();

        void Whole(string name, double? value)
        {
            if (value is { } v)
            {
                json.WriteNumber(name, PublishedDigits.Round(v, 0, 0));
            }
            else
            {
                json.WriteNull(name);
            }
        }
    }

    private static int Number(ProviderRequest request, string name, int otherwise) =>
        int.TryParse(request.Query(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
