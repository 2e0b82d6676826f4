using System.Globalization;
using System.Text.Json;

namespace FxOrleans.DemoMarket;

/// <summary>One-Frame's list of rates.</summary>
internal static class OneFrameRates
{
    public static void Write(Utf8JsonWriter json, Observation sight, List<(Listing Base, Listing Quote)> pairs)
    {
        var stamp = sight.Latest.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var market = sight.Live;
        json.WriteStartArray();
        foreach (var (@base, quote) in sight.Empty ? [] : pairs)
        {
            var price = market.Quote(@base, quote);
            json.WriteStartObject();
            json.WriteString("from", @base.Code);
            json.WriteString("to", quote.Code);
            json.WriteNumber("bid", price.Bid);
            json.WriteNumber("ask", price.Ask);
            json.WriteNumber("price", price.Mid);
            json.WriteString("time_stamp", stamp);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
