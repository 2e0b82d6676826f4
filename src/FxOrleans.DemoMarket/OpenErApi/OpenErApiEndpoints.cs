using System.Globalization;
using FxOrleans.Pricing;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.DemoMarket;

/// <summary>open.er-api.com: every living currency against one base, once a day.</summary>
internal static class OpenErApiEndpoints
{
    private const int Decimals = 6;
    private const int Significant = 6;

    public static void Map(ProviderRoutes routes) => routes.Get("/v6/latest/{base}", AnswerAsync);

    private static Task AnswerAsync(ProviderRequest request)
    {
        if (request.Model.Find(request.Route("base")) is not { } @base || !IsHeld(@base))
        {
            return request.Http.AnswerAsync(StatusCodes.Status200OK, """{"result":"error","error-type":"unsupported-code"}""");
        }

        var schedule = DailySchedule.Midnight;
        var date = schedule.Latest(request.Observation.Now);
        var market = schedule.View(request.Observation, date);
        return request.JsonAsync(json =>
        {
            json.WriteStartObject();
            json.WriteString("result", "success");
            json.WriteString("provider", "https://www.exchangerate-api.com");
            json.WriteString("documentation", "https://www.exchangerate-api.com/docs/free");
            json.WriteString("terms_of_use", "https://www.exchangerate-api.com/terms");
            Time("time_last_update", schedule.Published(date));
            Time("time_next_update", schedule.Published(date.AddDays(1)));
            json.WriteNumber("time_eol_unix", 0);
            json.WriteString("base_code", @base.Code);
            json.WriteStartObject("rates");
            foreach (var listing in request.Observation.Empty ? [] : request.Model.Listings)
            {
                if (IsHeld(listing))
                {
                    json.WriteJs(listing.Code, PublishedDigits.Round(market.Rate(@base, listing), Decimals, Significant));
                }
            }

            json.WriteEndObject();
            json.WriteEndObject();

            void Time(string name, DateTimeOffset at)
            {
                json.WriteNumber(name + "_unix", at.ToUnixTimeSeconds());
                json.WriteString(name + "_utc", at.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
            }
        });
    }

    private static bool IsHeld(Listing listing) => listing.Asset is { Class: AssetClass.Currency, IsDead: false };
}
