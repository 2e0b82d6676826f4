using System.Globalization;
using System.Text.Json.Nodes;
using FxOrleans.Pricing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FxOrleans.PricePlatform.DropIn.Frankfurter;

/// <summary>
/// Frankfurter's v1 (lib/versions/v1.rb of lineofflight/frankfurter): the ECB's rates of a day or of a span of days, from what <c>/rates/official</c>
/// has. Made-up rates say so in <c>simulated</c>, a member that the real service does not have.
/// </summary>
internal static class FrankfurterV1
{
    /// <summary>The longest span of one answer.</summary>
    private const int MostYears = 10;

    public static IEndpointRouteBuilder MapFrankfurterV1(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/v1/currencies", CurrenciesAsync).ExcludeFromDescription();
        endpoints.MapGet("/v1/{days}", GetAsync).ExcludeFromDescription();
        return endpoints;
    }

    private static async Task<IResult> GetAsync(string days, HttpContext context, RateBoard board, SharedResponses answers, CancellationToken cancel)
    {
        var today = DateOnly.FromDateTime(board.Now.Wall.UtcDateTime);
        var range = days.Split("..");
        var isRange = range.Length == 2;
        var (from, to) = (Day(range[0], today, takesWords: !isRange), isRange && range[1].Length > 0 ? Day(range[1], today, takesWords: false) : today);
        if (range.Length > 2 || from is null || to is null)
        {
            return IsDate(range[0]) || (isRange && IsDate(range[1])) ? Wrong(context, "invalid date") : NotFound(context);
        }

        if (FrankfurterQuestion.Read(context.Request.Query, out var asked) is { } wrong)
        {
            return Wrong(context, wrong);
        }

        var (first, last) = (from.Value < today ? from.Value : today, isRange ? to.Value < today ? to.Value : today : from.Value < today ? from.Value : today);
        if (first.AddYears(MostYears) < last)
        {
            return Wrong(context, $"date range exceeds {MostYears} years");
        }

        first = first > OfficialSource.Ecb.Earliest ? first : isRange ? OfficialSource.Ecb.Earliest : first;
        if (first > last || last < OfficialSource.Ecb.Earliest)
        {
            return NotFound(context);
        }

        var published = await PublishedDays.ReadAsync(answers, first, last, cancel).ConfigureAwait(false);
        if (published.RetryAfter is { } wait)
        {
            return ForeignAnswer.Error(context, StatusCodes.Status503ServiceUnavailable, new JsonObject { ["message"] = "the ECB's rates cannot be had just now" }, wait);
        }

        var rates = new List<(string Date, JsonObject Rates)>();
        foreach (var day in published.Days)
        {
            if (asked.Of(day) is { } found)
            {
                rates.Add((ChoiceReader.Iso(day.Date), new JsonObject(found.Select(rate => KeyValuePair.Create(rate.Key, (JsonNode?)JsonValue.Create(rate.Value))))));
            }
        }

        return rates.Count == 0 ? NotFound(context) : ForeignAnswer.Ok(Whole(asked, rates, isRange, published.Simulated));
    }

    private static JsonObject Whole(FrankfurterQuestion asked, List<(string Date, JsonObject Rates)> rates, bool isRange, bool simulated)
    {
        var answer = new JsonObject { ["amount"] = asked.Amount, ["base"] = asked.Base };
        if (isRange)
        {
            answer["start_date"] = rates[0].Date;
            answer["end_date"] = rates[^1].Date;
            answer["rates"] = new JsonObject(rates.Select(day => KeyValuePair.Create(day.Date, (JsonNode?)day.Rates)));
        }
        else
        {
            answer["date"] = rates[^1].Date;
            answer["rates"] = rates[^1].Rates;
        }

        if (simulated)
        {
            answer["simulated"] = true;
        }

        return answer;
    }

    private static async Task<IResult> CurrenciesAsync(HttpContext context, RateBoard board, SharedResponses answers, CancellationToken cancel)
    {
        var today = DateOnly.FromDateTime(board.Now.Wall.UtcDateTime);
        var published = await PublishedDays.ReadAsync(answers, today, today, cancel).ConfigureAwait(false);
        var codes = published.Days.SelectMany(day => day.Rates.Keys).Append("EUR").Distinct().Order(StringComparer.Ordinal);
        return published.RetryAfter is { } wait
            ? ForeignAnswer.Error(context, StatusCodes.Status503ServiceUnavailable, new JsonObject { ["message"] = "the ECB's rates cannot be had just now" }, wait)
            : ForeignAnswer.Ok(new JsonObject(codes.Where(_ => published.Days.Count > 0).Select(code =>
                KeyValuePair.Create(code, (JsonNode?)JsonValue.Create(AssetCatalog.TryGet(code, out var asset) ? asset.Name : code)))));
    }

    private static DateOnly? Day(string text, DateOnly today, bool takesWords) =>
        takesWords && text is "latest" or "current" ? today
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : null;

    private static bool IsDate(string text) => text.Length == 10 && text[4] == '-' && text[7] == '-' && text.Count(char.IsAsciiDigit) == 8;

    private static IResult NotFound(HttpContext context) => ForeignAnswer.Error(context, StatusCodes.Status404NotFound, new JsonObject { ["message"] = "not found" });

    private static IResult Wrong(HttpContext context, string message) =>
        ForeignAnswer.Error(context, StatusCodes.Status422UnprocessableEntity, new JsonObject { ["message"] = message });
}
