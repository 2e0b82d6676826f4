using FxOrleans.Pricing;

namespace FxOrleans.PricePlatform.DropIn.Frankfurter;

/// <summary>What the ECB published in a span of days, read from the same months as <c>/rates/official</c>. Immutable.</summary>
/// <param name="Days">Oldest first; the first may lie before the span, where that begins on a day without rates.</param>
/// <param name="Simulated">True when they are made up.</param>
/// <param name="RetryAfter">When to ask again, where a month cannot be had now.</param>
internal sealed record PublishedDays(IReadOnlyList<OfficialMonthDay> Days, bool Simulated, TimeSpan? RetryAfter)
{
    /// <summary>Reads them; of one day its last before it.</summary>
    public static async Task<PublishedDays> ReadAsync(SharedResponses answers, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var (days, simulated) = (new SortedDictionary<DateOnly, OfficialMonthDay>(), false);
        for (var month = new DateOnly(from.Year, from.Month, 1); month <= to; month = month.AddMonths(1))
        {
            var outcome = await answers.GetAsync(new CacheRequestOfficial(OfficialSource.Ecb, month), cancel).ConfigureAwait(false);
            if (outcome.RetryAfter is { } wait)
            {
                return new PublishedDays([], false, wait);
            }

            if (outcome.Answer is { } answer && OfficialMonth.Read(answer.Body) is { } read)
            {
                simulated |= read.Simulated;
                foreach (var day in read.Days)
                {
                    days[day.Date] = day;
                }
            }
        }

        var first = days.Keys.LastOrDefault(day => day <= from);
        return new PublishedDays([.. days.Values.Where(day => day.Date >= (first == default ? from : first) && day.Date <= to)], simulated, null);
    }
}
