using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.DemoMarket;

/// <summary><c>market_chart</c> and <c>ohlc</c>: a coin's past. Finer steps the shorter the span, a year at most.</summary>
internal static class CoinHistory
{
    private const int LongestDays = 365;

    private const string TooLong =
        """{"error":{"status":{"error_code":10012,"error_message":"Your request exceeds the allowed time range. Public API users are limited to querying historical data within the past 365 days."}}}""";

    public static Task ChartAsync(ProviderRequest request) => AnswerAsync(request, (json, coin, against, days) =>
    {
        var daily = request.Query("interval") == "daily" || days > 90;
        var step = daily ? TimeSpan.FromDays(1) : days > 1 ? TimeSpan.FromHours(1) : TimeSpan.FromMinutes(5);
        var points = request.Observation.Empty ? [] : Points(request, coin, against, days, step).ToList();
        json.WriteStartObject();
        Series("prices", _ => 1, 8);
        Series("market_caps", _ => coin.Supply ?? 0, 0);
        Series("total_volumes", ms => coin.Volume(ms / 86_400_000), 0);
        json.WriteEndObject();

        void Series(string name, Func<long, double> times, int significant)
        {
            json.WriteStartArray(name);
            foreach (var (ms, price) in points)
            {
                json.WriteStartArray();
                json.WriteNumberValue(ms);
                json.WriteJs(PublishedDigits.Round(price * times(ms), 0, significant));
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }
    });

    public static Task BarsAsync(ProviderRequest request) => AnswerAsync(request, (json, coin, against, days) =>
    {
        var length = days > 30 ? TimeSpan.FromDays(4) : days > 2 ? TimeSpan.FromHours(4) : TimeSpan.FromMinutes(30);
        var now = CoinGeckoEndpoints.Now(request.Observation);
        var close = BarSeries.Floor(now, length);
        json.WriteStartArray();
        foreach (var bar in request.Observation.Empty ? [] : BarSeries.Between(request.Observation, coin.Listing, against, close.AddDays(-days), close, length))
        {
            json.WriteStartArray();
            json.WriteNumberValue((bar.Opens + length).ToUnixTimeMilliseconds());
            foreach (var price in new[] { bar.Open, bar.High, bar.Low, bar.Close })
            {
                json.WriteJs(CoinGeckoEndpoints.Price(price));
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    });

    private static Task AnswerAsync(ProviderRequest request, Action<Utf8JsonWriter, Coin, Listing, int> write)
    {
        if (CoinBook.Of(request.Model).Find(request.Route("id")) is not { } coin)
        {
            return CoinGeckoEndpoints.ErrorAsync(request, StatusCodes.Status404NotFound, "coin not found");
        }

        if (CoinGeckoEndpoints.Against(request, request.Query("vs_currency") ?? "") is not { } against)
        {
            return CoinGeckoEndpoints.ErrorAsync(request, StatusCodes.Status400BadRequest, "invalid vs_currency");
        }

        var text = request.Query("days");
        if (text == "max")
        {
            return request.JsonAsync(json => write(json, coin, against, LongestDays));
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days == 0)
        {
            return CoinGeckoEndpoints.ErrorAsync(request, StatusCodes.Status400BadRequest, "Invalid days parameter");
        }

        return days > LongestDays
            ? request.Http.AnswerAsync(StatusCodes.Status401Unauthorized, TooLong)
            : request.JsonAsync(json => write(json, coin, against, days));
    }

    /// <summary>Whole steps, and the newest price last.</summary>
    private static IEnumerable<(long Ms, double Price)> Points(ProviderRequest request, Coin coin, Listing against, int days, TimeSpan step)
    {
        var now = CoinGeckoEndpoints.Now(request.Observation);
        for (var at = BarSeries.Floor(now.AddDays(-days), step) + step; at < now; at += step)
        {
            yield return (at.ToUnixTimeMilliseconds(), request.Observation.At(at).Rate(coin.Listing, against));
        }

        yield return (now.ToUnixTimeMilliseconds(), request.Observation.At(now).Rate(coin.Listing, against));
    }
}
