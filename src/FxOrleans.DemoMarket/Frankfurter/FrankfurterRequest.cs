using System.Globalization;
using FxOrleans.Pricing;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.DemoMarket;

/// <summary>What Frankfurter's two versions read from a request, and refuse.</summary>
internal static class FrankfurterRequest
{
    /// <summary>The longest range that the demo gives, in days.</summary>
    private const int LongestRange = 3 * 366;

    public static DailySchedule Schedule => DailySchedule.Frankfurt;

    /// <summary>Currencies that a central bank publishes: living and numbered.</summary>
    public static bool IsHeld(Listing listing) => listing.Asset is { Class: AssetClass.Currency, IsDead: false, Number: not null };

    /// <summary>The fixings from a date to another that are out; the one in force at the start comes first, as the real one does it.</summary>
    public static IEnumerable<DateOnly> Days(ProviderRequest request, DateOnly from, DateOnly to)
    {
        var newest = Schedule.OnOrBefore(to, request.Observation.Now);
        if (to < from || newest.DayNumber - from.DayNumber > LongestRange)
        {
            throw new FrankfurterError(StatusCodes.Status422UnprocessableEntity, "invalid date range");
        }

        for (var date = Schedule.OnOrBefore(from, request.Observation.Now); date <= newest; date = date.AddDays(1))
        {
            if (Schedule.IsFixingDay(date))
            {
                yield return date;
            }
        }
    }

    public static DateOnly Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        && date.Year is >= 1999 and < 9998
            ? date
            : throw new FrankfurterError(StatusCodes.Status422UnprocessableEntity, "invalid date");

    /// <summary>Answers, or says in Frankfurter's words why not.</summary>
    public static async Task GuardAsync(ProviderRequest request, Func<Task> answer)
    {
        try
        {
            await answer();
        }
        catch (FrankfurterError error)
        {
            await request.Http.AnswerAsync(error.Status, $$"""{"status":{{error.Status}},"message":"{{error.Message}}"}""");
        }
    }
}
