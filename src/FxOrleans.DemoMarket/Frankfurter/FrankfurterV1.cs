using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.DemoMarket;

/// <summary>Frankfurter's first version, frozen: the ECB's currencies alone, one object a day or range.</summary>
internal static class FrankfurterV1
{
    public static void Map(ProviderRoutes routes) =>
        routes.Get("/v1/{dates}", request => FrankfurterRequest.GuardAsync(request, () => AnswerAsync(request)));

    private static Task AnswerAsync(ProviderRequest request)
    {
        var @base = Currency(request, request.Query("base") ?? request.Query("from") ?? "EUR");
        string[] named = [.. request.QueryList("symbols"), .. request.QueryList("to")];
        var symbols = (named.Length > 0 ? named : EcbEnvelope.Codes.Append("EUR"))
            .Select(code => Currency(request, code))
            .Where(symbol => !ReferenceEquals(symbol, @base))
            .OrderBy(symbol => symbol.Code, StringComparer.Ordinal)
            .ToList();
        if (symbols.Count == 0)
        {
            throw NotFound();
        }

        var today = DateOnly.FromDateTime(request.Observation.Now.UtcDateTime);
        var dates = request.Route("dates");
        if (dates.IndexOf("..", StringComparison.Ordinal) is var cut and >= 0)
        {
            var to = cut + 2 == dates.Length ? today : FrankfurterRequest.Date(dates[(cut + 2)..]);
            return RangeAsync(request, @base, symbols, [.. FrankfurterRequest.Days(request, FrankfurterRequest.Date(dates[..cut]), to)]);
        }

        var date = dates is "latest" or "current" ? today : FrankfurterRequest.Date(dates);
        date = FrankfurterRequest.Schedule.OnOrBefore(date, request.Observation.Now);
        return request.JsonAsync(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("amount", 1.0m);
            json.WriteString("base", @base.Code);
            json.WriteString("date", Iso(date));
            json.WritePropertyName("rates");
            WriteRates(json, request, @base, symbols, date);
            json.WriteEndObject();
        });
    }

    private static Task RangeAsync(ProviderRequest request, Listing @base, List<Listing> symbols, List<DateOnly> days) => request.JsonAsync(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("amount", 1.0m);
        json.WriteString("base", @base.Code);
        json.WriteString("start_date", Iso(days[0]));
        json.WriteString("end_date", Iso(days[^1]));
        json.WriteStartObject("rates");
        foreach (var date in request.Observation.Empty ? [] : days)
        {
            json.WritePropertyName(Iso(date));
            WriteRates(json, request, @base, symbols, date);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static void WriteRates(Utf8JsonWriter json, ProviderRequest request, Listing @base, List<Listing> symbols, DateOnly date)
    {
        var market = FrankfurterRequest.Schedule.View(request.Observation, date);
        json.WriteStartObject();
        foreach (var symbol in request.Observation.Empty ? [] : symbols)
        {
            json.WriteNumber(symbol.Code, Round(market.Rate(@base, symbol)));
        }

        json.WriteEndObject();
    }

    /// <summary>Fewer decimals the larger the rate: what the first version has always done.</summary>
    private static decimal Round(double rate) => PublishedDigits.Round(rate, rate switch { > 5000 => 0, > 80 => 2, > 20 => 3, > 1 => 4, > 0.0001 => 5, _ => 6 }, 0);

    private static Listing Currency(ProviderRequest request, string code) =>
        request.Model.Find(code) is { } listing && (listing.Code == "EUR" || EcbEnvelope.Codes.Contains(listing.Code)) ? listing : throw NotFound();

    private static FrankfurterError NotFound() => new(StatusCodes.Status404NotFound, "not found");

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
