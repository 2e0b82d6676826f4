using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.DemoMarket;

/// <summary>Frankfurter's second version: rows of date, base, quote and rate.</summary>
internal static class FrankfurterV2
{
    private const int Significant = 8;

    public static void Map(ProviderRoutes routes)
    {
        routes.Get("/v2/rates", request => FrankfurterRequest.GuardAsync(request, () => RatesAsync(request)));
        routes.Get("/v2/providers", request => request.Http.AnswerAsync(
            StatusCodes.Status200OK, """[{"key":"DEMO","name":"Demo market","pivot_currency":"EUR"}]"""));
    }

    private static Task RatesAsync(ProviderRequest request)
    {
        var @base = Currency(request, request.Query("base") ?? "EUR");
        var quotes = request.QueryList("quotes") is { Length: > 0 } named
            ? named.Select(code => Currency(request, code))
            : request.Model.Listings.Where(FrankfurterRequest.IsHeld);
        var rows = quotes.Where(quote => !ReferenceEquals(quote, @base)).Distinct().OrderBy(quote => quote.Code, StringComparer.Ordinal).ToList();
        var days = Days(request).ToList();
        return request.JsonAsync(json =>
        {
            json.WriteStartArray();
            foreach (var date in request.Observation.Empty ? [] : days)
            {
                var market = FrankfurterRequest.Schedule.View(request.Observation, date);
                var day = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                foreach (var quote in rows)
                {
                    WriteRow(json, day, @base, quote, PublishedDigits.Round(market.Rate(@base, quote), 0, Significant));
                }
            }

            json.WriteEndArray();
        });
    }

    private static void WriteRow(Utf8JsonWriter json, string day, Listing @base, Listing quote, decimal rate)
    {
        json.WriteStartObject();
        json.WriteString("date", day);
        json.WriteString("base", @base.Code);
        json.WriteString("quote", quote.Code);
        json.WriteNumber("rate", rate);
        json.WriteEndObject();
    }

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
