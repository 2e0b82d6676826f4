using FxOrleans.Pricing;

namespace FxOrleans.PricePlatform;

/// <summary>The rows of one answer, and from when on there are more. Immutable.</summary>
/// <param name="Series">Each symbol's rows, oldest first; those without a row are left out.</param>
/// <param name="Missing">Symbols without a row here.</param>
/// <param name="Unavailable">Symbols of which days may be missing, because an upstream failed.</param>
/// <param name="Next">Where the next answer begins; null at the end.</param>
/// <param name="RetryAfter">When to ask again for what is unavailable.</param>
internal sealed record SeriesPage(
    IReadOnlyList<(Asset Symbol, IReadOnlyList<SeriesRow> Rows)> Series, IReadOnlyList<Asset> Missing, IReadOnlyList<Asset> Unavailable, DateOnly? Next, TimeSpan? RetryAfter)
{
    /// <summary>The most rows of one answer.</summary>
    public const int MostRows = 10_000;

    /// <summary>Of all symbols together, the most days that are read for one answer.</summary>
    private const int MostDays = 400_000;

    private const int AtOnce = 8;

    /// <summary>Nothing of anything is older.</summary>
    private static readonly DateOnly Earliest = new(1999, 1, 1);

    /// <summary>Reads one page: the first that has a row, or the last.</summary>
    public static async Task<SeriesPage> ReadAsync(SeriesRequest request, SeriesReader reader, CancellationToken cancel)
    {
        var asked = request.Asked with { From = request.Asked.From > Earliest ? request.Asked.From : Earliest };
        var page = new SeriesPage([], request.Symbols, [], null, null);
        for (DateOnly? from = asked.From; page.Series.Count == 0 && page.Unavailable.Count == 0 && from <= asked.To; from = page.Next)
        {
            page = await ReadAsync(request, asked with { From = from.Value }, reader, cancel).ConfigureAwait(false);
        }

        return page;
    }

    private static async Task<SeriesPage> ReadAsync(SeriesRequest request, SeriesQuestion asked, SeriesReader reader, CancellationToken cancel)
    {
        asked = asked with { To = End(asked, request.Symbols.Count) };
        using var turns = new SemaphoreSlim(AtOnce);
        var found = await Task.WhenAll(request.Symbols.Select(async symbol =>
        {
            await turns.WaitAsync(cancel).ConfigureAwait(false);
            try
            {
                var days = await reader.ReadAsync(request.Base, symbol, asked.Reach, asked.To, asked.NeedsRange, cancel).ConfigureAwait(false);
                return (Symbol: symbol, Rows: RateSeries.Rows(days.Days, asked), days.RetryAfter);
            }
            finally
            {
                turns.Release();
            }
        })).ConfigureAwait(false);
        var cut = Cut(found.Select(series => series.Rows));
        (Asset Symbol, IReadOnlyList<SeriesRow> Rows)[] series =
            [.. found.Select(series => (series.Symbol, Rows: (IReadOnlyList<SeriesRow>)[.. series.Rows.Where(row => cut is null || row.Date < cut)]))];
        return new SeriesPage(
            [.. series.Where(symbol => symbol.Rows.Count > 0)],
            [.. series.Where(symbol => symbol.Rows.Count == 0).Select(symbol => symbol.Symbol)],
            [.. found.Where(series => series.RetryAfter is not null).Select(series => series.Symbol)],
            cut ?? (asked.To < request.Asked.To ? asked.To.AddDays(1) : null),
            found.Max(series => series.RetryAfter));
    }

    /// <summary>The last day that is read: at the end of a group, so that none is cut in two. Half as many days again as rows fit, since weekends have none.</summary>
    private static DateOnly End(SeriesQuestion asked, int symbols)
    {
        var days = Math.Min(asked.Group == SeriesGroup.Day ? MostRows * 3 / 2 : MostDays, MostDays) / symbols;
        if (asked.To.DayNumber - asked.From.DayNumber < days)
        {
            return asked.To;
        }

        var start = asked.Group.FirstDay(asked.From.AddDays(days));
        var end = start > asked.From ? start.AddDays(-1) : asked.Group.Next(asked.From).AddDays(-1);
        return end < asked.To ? end : asked.To;
    }

    /// <summary>The first date whose rows don't fit any more; null where all do.</summary>
    private static DateOnly? Cut(IEnumerable<IReadOnlyList<SeriesRow>> series)
    {
        var rows = 0;
        foreach (var date in series.SelectMany(rows => rows).GroupBy(row => row.Date).OrderBy(date => date.Key))
        {
            rows += date.Count();
            if (rows > MostRows)
            {
                return date.Key;
            }
        }

        return null;
    }
}
