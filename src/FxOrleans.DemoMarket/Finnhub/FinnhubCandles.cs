using System.Globalization;

namespace FxOrleans.DemoMarket;

/// <summary><c>/stock/candle</c> and its like: columns of bars, stamped at their opening.</summary>
internal static class FinnhubCandles
{
    private const int MostBars = 5000;
    private const string NoData = """{"s":"no_data"}""";

    public static Task AnswerAsync(ProviderRequest request)
    {
        if (Length(request.Query("resolution")) is not { } length || Time(request, "from") is not { } from || Time(request, "to") is not { } to)
        {
            return request.Http.AnswerAsync(422, """{"error":"Wrong resolution, from or to."}""");
        }

        var sight = request.Observation;
        to = to < sight.Latest ? to : sight.Latest;
        if (FinnhubSymbol.Find(request.Model, request.Query("symbol")) is not { } symbol || sight.Empty || to < from)
        {
            return request.Http.AnswerAsync(200, NoData);
        }

        var oldest = to - (length * MostBars);
        var bars = BarSeries.Between(sight, symbol.Base, symbol.Quote, from < oldest ? oldest : from, to.AddSeconds(1), length).ToList();
        if (bars.Count == 0)
        {
            return request.Http.AnswerAsync(200, NoData);
        }

        return request.JsonAsync(json =>
        {
            json.WriteStartObject();
            Column("c", bar => symbol.Round(bar.Close));
            Column("h", bar => symbol.Round(bar.High));
            Column("l", bar => symbol.Round(bar.Low));
            Column("o", bar => symbol.Round(bar.Open));
            json.WriteString("s", "ok");
            Column("t", bar => bar.Opens.ToUnixTimeSeconds());
            Column("v", bar => symbol.Volume(bar.Opens.ToUnixTimeSeconds(), length));
            json.WriteEndObject();

            void Column(string name, Func<Bar, decimal> value)
            {
                json.WriteStartArray(name);
                foreach (var bar in bars)
                {
                    json.WriteNumberValue(value(bar));
                }

                json.WriteEndArray();
            }
        });
    }

    /// <summary>The month is thirty days: bars are whole since 1970 here.</summary>
    private static TimeSpan? Length(string? resolution) => resolution switch
    {
        "1" => TimeSpan.FromMinutes(1),
        "5" => TimeSpan.FromMinutes(5),
        "15" => TimeSpan.FromMinutes(15),
        "30" => TimeSpan.FromMinutes(30),
        "60" => TimeSpan.FromHours(1),
        "D" => TimeSpan.FromDays(1),
        "W" => TimeSpan.FromDays(7),
        "M" => TimeSpan.FromDays(30),
        _ => null,
    };

    private static DateTimeOffset? Time(ProviderRequest request, string name) =>
        long.TryParse(request.Query(name), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= 100_000_000_000
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
