using System.Globalization;
using System.Text.Json;
using FxOrleans.Pricing;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.DemoMarket;

/// <summary>
/// currency-api: one static file a day and base. Its prefix stands for the fall-back's host, <c>/currency-api/{date}/v1/…</c>;
/// the public CDN's longer path works too.
/// </summary>
internal static class CurrencyApiEndpoints
{
    private const int Decimals = 8;
    private const int Significant = 8;

    /// <summary>The first day that the real one has.</summary>
    private static readonly DateOnly First = new(2024, 3, 2);

    public static void Map(ProviderRoutes routes)
    {
        routes.Get("/{date}/v1/currencies/{file}", AnswerAsync);
        routes.Get("/npm/@fawazahmed0/currency-api@{date}/v1/currencies/{file}", AnswerAsync);
    }

    private static Task AnswerAsync(ProviderRequest request)
    {
        var schedule = DailySchedule.Midnight;
        var newest = schedule.Latest(request.Observation.Now);
        var date = newest;
        if (request.Route("date") is not "latest"
            && (!DateOnly.TryParseExact(request.Route("date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date)
                || date < First
                || date > newest))
        {
            return NotFoundAsync(request, "Couldn't find the requested release version.");
        }

        var file = request.Route("file");
        if (request.Model.Find(file.AsSpan(0, Math.Max(0, file.IndexOf('.', StringComparison.Ordinal)))) is not { } @base
            || !IsHeld(@base)
            || (file != @base.LowerCode + ".min.json" && file != @base.LowerCode + ".json"))
        {
            return NotFoundAsync(request, $"Couldn't find the requested file /v1/currencies/{file}.");
        }

        return request.JsonAsync(json => Write(json, request, schedule.View(request.Observation, date), @base, date));
    }

    private static void Write(Utf8JsonWriter json, ProviderRequest request, MarketView market, Listing @base, DateOnly date)
    {
        json.WriteStartObject();
        json.WriteString("date", date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteStartObject(@base.LowerCode);
        foreach (var listing in request.Observation.Empty ? [] : request.Model.Listings)
        {
            if (IsHeld(listing))
            {
                json.WriteJs(listing.LowerCode, PublishedDigits.Round(market.Rate(@base, listing), Decimals, Significant));
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static bool IsHeld(Listing listing) => listing.Asset.Class != AssetClass.Stock;

    private static Task NotFoundAsync(ProviderRequest request, string what) =>
        request.Http.AnswerAsync(StatusCodes.Status404NotFound, what, "text/plain; charset=utf-8");
}
