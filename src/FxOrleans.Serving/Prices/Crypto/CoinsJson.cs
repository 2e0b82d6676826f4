using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.Serving.Prices;

/// <summary>Writes coins as JSON.</summary>
internal static class CoinsJson
{
    /// <summary>The whole object, in UTF-8, with ids by symbol where that is asked for.</summary>
    public static byte[] Write(ICoinCatalog catalog, IReadOnlyList<CoinMarket> coins, bool withMapping = false)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteBoolean("success", true);
            json.WriteNumber("count", coins.Count);
            json.WriteString("provider", catalog.Name);
            json.WriteBoolean("simulated", catalog.Simulated);
            if (withMapping)
            {
                json.WriteStartObject("mapping");
                foreach (var coin in coins)
                {
                    json.WriteString(coin.Coin.Symbol, coin.Coin.Id);
                }

                json.WriteEndObject();
            }

            json.WriteStartArray("results");
            foreach (var coin in coins)
            {
                Write(json, coin);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter json, CoinMarket coin)
    {
        json.WriteStartObject();
        json.WriteString("id", coin.Coin.Id);
        json.WriteString("symbol", coin.Coin.Symbol);
        json.WriteString("name", coin.Coin.Name);
        Number("current_price", coin.Price);
        json.WriteString("image", coin.Image);
        Number("market_cap", coin.MarketCap);
        Number("market_cap_rank", coin.Rank);
        Number("price_change_percentage_24h", coin.ChangePercent);
        json.WriteEndObject();

        void Number(string name, decimal? value)
        {
            if (value is { } number)
            {
                json.WriteNumber(name, number);
            }
            else
            {
                json.WriteNull(name);
            }
        }
    }
}
