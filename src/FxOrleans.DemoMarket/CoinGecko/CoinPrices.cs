using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.DemoMarket;

/// <summary><c>/simple/price</c>: some coins in some currencies. What is unknown is left out.</summary>
internal static class CoinPrices
{
    public static Task AnswerAsync(ProviderRequest request)
    {
        foreach (var needed in new[] { "vs_currencies", "ids" })
        {
            if (request.Query(needed) is null)
            {
                return CoinGeckoEndpoints.ErrorAsync(request, StatusCodes.Status422UnprocessableEntity, $"Missing parameter {needed}");
            }
        }

        var book = CoinBook.Of(request.Model);
        var coins = request.QueryList("ids").Distinct().Select(book.Find).OfType<Coin>();
        var against = request.QueryList("vs_currencies")
            .Select(code => CoinGeckoEndpoints.Against(request, code)).OfType<Listing>().Distinct().ToList();
        return request.JsonAsync(json =>
        {
            json.WriteStartObject();
            foreach (var coin in request.Observation.Empty ? [] : coins)
            {
                json.WriteStartObject(coin.Id);
                WriteCoin(json, request, coin, against);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        });
    }

    private static void WriteCoin(Utf8JsonWriter json, ProviderRequest request, Coin coin, List<Listing> against)
    {
        var now = CoinGeckoEndpoints.Now(request.Observation);
        var today = request.Observation.At(now);
        var yesterday = request.Observation.At(now.AddDays(-1));
        var full = request.Query("precision") == "full";
        foreach (var quote in against)
        {
            var price = today.Rate(coin.Listing, quote);
            var name = quote.LowerCode;
            json.WriteJs(name, full ? PublishedDigits.Round(price, 0, 12) : CoinGeckoEndpoints.Price(price));
            if (Asked("include_market_cap"))
            {
                json.WriteNumber(name + "_market_cap", PublishedDigits.Round((coin.Supply ?? 0) * price, 2, 0));
            }

            if (Asked("include_24hr_vol"))
            {
                json.WriteNumber(name + "_24h_vol", PublishedDigits.Round(coin.Volume(now.ToUnixTimeSeconds() / 86_400) * price, 2, 0));
            }

            if (Asked("include_24hr_change"))
            {
                json.WriteNumber(name + "_24h_change", CoinGeckoEndpoints.Percent(yesterday.Rate(coin.Listing, quote), price));
            }
        }

        if (Asked("include_last_updated_at"))
        {
            json.WriteNumber("last_updated_at", now.ToUnixTimeSeconds());
        }

        bool Asked(string what) => request.Query(what) == "true";
    }
}
