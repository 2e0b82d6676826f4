using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>The euro's reference rates of a month as the ECB published them. Thread-safe.</summary>
public sealed class EcbOfficialRates(EcbArchive archive) : IOfficialRates
{
    /// <summary>So many days before a month the last fixing before it is found, over every holiday.</summary>
    private const int DaysBefore = 10;

    public OfficialSource Source => OfficialSource.Ecb;

    public bool Simulated => archive.Source.Simulated;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OfficialDay>> MonthAsync(DateOnly month, CancellationToken cancel)
    {
        var first = new DateOnly(month.Year, month.Month, 1);
        var days = (await archive.SinceAsync(first.AddDays(-DaysBefore).Midnight(), cancel).ConfigureAwait(false)).ToList();
        var before = days.FindLastIndex(day => day.Date < first);
        return [.. days
            .Where((day, i) => i == before || (day.Date >= first && day.Date < first.AddMonths(1)))
            .Select(day => new OfficialDay(day.Date, day.Quotes.ToDictionary(quote => quote.Pair.Quote, quote => quote.Mid)))];
    }
}
