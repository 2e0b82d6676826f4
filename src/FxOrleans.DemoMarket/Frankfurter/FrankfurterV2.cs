using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.DemoMarket;

/// <summary>Frankfurter's second version: rows of date, base, quote and rate, with <c>expand=providers</c> each institution's own beside.</summary>
internal static class FrankfurterV2
{
    private const int Significant = 8;

    public static void Map(ProviderRoutes routes)
    {
        routes.Get("/v2/rates", request => FrankfurterRequest.GuardAsync(request, () => RatesAsync(request)));
        routes.Get("/v2/providers", request => request.JsonAsync(json =>
        {
            json.WriteStartArray();
            foreach (var (key, currencies) in DemoInstitutions.All)
            {
                json.WriteStartObject();
                json.WriteString("key", key);
                json.WriteString("name", $"Demo market: {key}");
                json.WriteString("publish_cadence", "daily");
                json.WriteStartArray("currencies");
                foreach (var code in currencies)
                {
                    json.WriteStringValue(code);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }));
    }

    private static Task RatesAsync(ProviderRequest request)
    {
        var @base = Currency(request, request.Query("base") ?? "EUR");
        var quotes = request.QueryList("quotes") is { Length: > 0 } named
            ? named.Select(code => Currency(request, code))
            : request.Model.Listings.Where(FrankfurterRequest.IsHeld);
        var rows = quotes.Where(quote => !ReferenceEquals(quote, @base)).Distinct().OrderBy(quote => quote.Code, StringComparer.Ordinal).ToList();
        var days = Days(request).ToList();
        var expanded = IsExpanded(request);
        return request.JsonAsync(json =>
        {
            json.WriteStartArray();
            foreach (var date in request.Observation.Empty ? [] : days)
            {
                var market = FrankfurterRequest.Schedule.View(request.Observation, date);
                var day = Iso(date);
                foreach (var quote in rows)
                {
                    json.WriteStartObject();
                    json.WriteString("date", day);
                    json.WriteString("base", @base.Code);
                    json.WriteString("quote", quote.Code);
                    json.WriteNumber("rate", Round(market.Rate(@base, quote)));
                    if (expanded)
                    {
                        WriteInstitutions(json, request, date, @base, quote);
                    }

                    json.WriteEndObject();
                }
            }

            json.WriteEndArray();
        });
    }

    private static void WriteInstitutions(Utf8JsonWriter json, ProviderRequest request, DateOnly date, Listing @base, Listing quote)
    {
        if (!DemoInstitutions.Of(quote.Code).Any())
        {
            return; // The real one names nobody either where nobody publishes the currency.
        }

        json.WriteStartArray("providers");
        foreach (var key in DemoInstitutions.Of(quote.Code))
        {
            json.WriteStartObject();
            json.WriteString("key", key);
            json.WriteString("date", Iso(date));
            json.WriteNumber("rate", Round(FrankfurterRequest.Schedule.View(request.Observation, date, key).Rate(@base, quote)));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static bool IsExpanded(ProviderRequest request)
    {
        var expand = request.QueryList("expand");
        return Array.TrueForAll(expand, name => name == "providers")
            ? expand.Length > 0
            : throw new FrankfurterError(StatusCodes.Status422UnprocessableEntity, "invalid expand");
    }

    private static decimal Round(double rate) => PublishedDigits.Round(rate, 0, Significant);

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IEnumerable<DateOnly> Days(ProviderRequest request)
    {
        var today = DateOnly.FromDateTime(request.Observation.Now.UtcDateTime);
        var (date, from, to) = (request.Query("date"), request.Query("from"), request.Query("to"));
        if (date is not null && (from ?? to) is not null)
        {
            throw new FrankfurterError(StatusCodes.Status422UnprocessableEntity, "conflicting params");
        }

        if (from is null)
        {
            return [FrankfurterRequest.Schedule.OnOrBefore(date is null ? today : FrankfurterRequest.Date(date), request.Observation.Now)];
        }

        return FrankfurterRequest.Days(request, FrankfurterRequest.Date(from), to is null ? today : FrankfurterRequest.Date(to));
    }

    private static Listing Currency(ProviderRequest request, string code) =>
        request.Model.Find(code) is { } listing && FrankfurterRequest.IsHeld(listing)
            ? listing
            : throw new FrankfurterError(StatusCodes.Status422UnprocessableEntity, $"invalid currency: {JsonEncodedText.Encode(code.ToUpperInvariant())}");
}
