namespace FxOrleans.DemoMarket;

/// <summary><c>/quote</c>: the price and the day so far. The demo's exchanges never close; a day starts at 00:00 UTC.</summary>
internal static class FinnhubQuotes
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>From the close that "previous close" means to midnight: New York's, four hours before.</summary>
    private static readonly TimeSpan CloseBeforeMidnight = TimeSpan.FromHours(4);

    public static Task QuoteAsync(ProviderRequest request)
    {
        var symbol = FinnhubSymbol.Find(request.Model, request.Query("symbol"));
        if (request.Query("symbol") is null)
        {
            return request.Http.AnswerAsync(422, """{"error":"Symbol is required."}""");
        }

        if (symbol is null || request.Observation.Empty)
        {
            return request.Http.AnswerAsync(200, """{"c":0,"d":0,"dp":0,"h":0,"l":0,"o":0,"pc":0,"t":0}""");
        }

        var sight = request.Observation;
        var midnight = BarSeries.Floor(sight.Latest, Day);
        var bar = BarSeries.One(sight, symbol.Base, symbol.Quote, midnight, Day);
        var closed = sight.At(midnight - CloseBeforeMidnight).Rate(symbol.Base, symbol.Quote);
        return request.JsonAsync(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("c", symbol.Round(bar.Close));
            json.WriteNumber("d", symbol.Round(bar.Close) - symbol.Round(closed));
            json.WriteNumber("dp", PublishedDigits.Round((bar.Close / closed * 100) - 100, 4, 0));
            json.WriteNumber("h", symbol.Round(bar.High));
            json.WriteNumber("l", symbol.Round(bar.Low));
            json.WriteNumber("o", symbol.Round(bar.Open));
            json.WriteNumber("pc", symbol.Round(closed));
            json.WriteNumber("t", sight.Latest.ToUnixTimeSeconds());
            json.WriteEndObject();
        });
    }
}
