using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// Gathers the institutions' own rates of one answer. Of each currency at most <paramref name="most"/> institutions are taken, one of each group of
/// those that pass on the same rates: first the currency's own central bank, then in the order of the table. Street rates never become quotes
/// beside official ones. Single-threaded.
/// </summary>
/// <param name="sources">The institutions as sources.</param>
/// <param name="most">The most institutions of one currency.</param>
internal sealed class InstitutionRows(InstitutionSources sources, int most)
{
    /// <summary>An institution's rate that is this much older than the row's own is none of today.</summary>
    private const int OldestDays = 14;

    private readonly Dictionary<Institution, Tally> _tallies = [];
    private readonly SortedDictionary<string, IReadOnlyList<string>> _currencies = new(StringComparer.Ordinal);

    /// <summary>Takes the institutions of one row, each as a quote of its own. False where the row names none.</summary>
    public bool TryAdd(QuoteRows rows, CurrencyPair pair, JsonElement providers, DateOnly date)
    {
        if (providers.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        var entries = new List<Entry>();
        foreach (var element in providers.EnumerateArray())
        {
            if (element.Text("key") is not { } key || sources.Find(key) is not { } known)
            {
                rows.Reject($"{pair} {element.Text("key")}", RowFault.UnknownInstitution);
            }
            else if (!UpstreamTime.TryReadDate(element.Text("date"), out var day))
            {
                rows.Reject($"{pair} {key}", RowFault.BadTimestamp);
            }
            else
            {
                entries.Add(new(known.Institution, known.Source, day, element.Member("rate"), element.Member("excluded").ValueKind == JsonValueKind.True));
            }
        }

        // Where all are left out, a peg has taken their place in the blend: that says nothing against them.
        var isJudged = entries.Exists(entry => !entry.Excluded);
        var ordered = entries.OrderByDescending(entry => entry.Institution.Currency == pair.Quote.Code).ThenBy(entry => entry.Institution.Rank)
            .ThenBy(entry => entry.Institution.Key, StringComparer.Ordinal).ToList();
        foreach (var entry in ordered)
        {
            Count(entry, isJudged);
        }

        if (ordered.Count > 0)
        {
            _currencies[pair.Quote.Code] = [.. ordered.Select(entry => entry.Institution.Key).Distinct()];
        }

        foreach (var entry in Choose(ordered, pair, date))
        {
            rows.Add(entry.Source, pair, entry.Rate, entry.Date.Midnight());
        }

        return ordered.Count > 0;
    }

    /// <summary>The institution that was named; null when none was.</summary>
    public InstitutionCoverage? ToCoverage() => _tallies.Count == 0 ? null : new(
        [.. _tallies.OrderBy(tally => tally.Key.Key, StringComparer.Ordinal).Select(tally => new InstitutionStatus(
            tally.Key.Key, tally.Key.Name, tally.Key.Country, tally.Key.Currency, tally.Key.Kind, tally.Key.Copies ?? tally.Key.Key, tally.Value.Newest,
            tally.Key.Due(tally.Value.Newest), tally.Value.Quotes, tally.Value.Excluded))],
        _currencies,
        _tallies.Keys.Count(institution => Institutions.Find(institution.Key) is null));

    private IEnumerable<Entry> Choose(List<Entry> ordered, CurrencyPair pair, DateOnly newest)
    {
        var usable = ordered.Where(entry => entry.Institution.IsOfficial && entry.Date >= newest.AddDays(-OldestDays)).ToList();
        var hasIssuer = usable.Exists(entry => entry.Institution.Currency == pair.Quote.Code && !entry.Institution.ReportsIssuers);
        var groups = new Dictionary<string, Institution>(StringComparer.Ordinal);
        foreach (var entry in usable)
        {
            // The same institution twice in one row: both are handed on, so that the contradiction is seen.
            var isTaken = groups.TryGetValue(entry.Source.Group, out var first);
            if ((entry.Institution.ReportsIssuers && hasIssuer) || (isTaken ? first != entry.Institution : groups.Count == most))
            {
                continue;
            }

            groups[entry.Source.Group] = entry.Institution;
            yield return entry;
        }
    }

    private void Count(Entry entry, bool isJudged)
    {
        var tally = _tallies.GetValueOrDefault(entry.Institution);
        _tallies[entry.Institution] = new(
            entry.Date > tally.Newest ? entry.Date : tally.Newest, tally.Quotes + 1, tally.Excluded + (entry.Excluded && isJudged ? 1 : 0));
    }

    private sealed record Entry(Institution Institution, QuoteSource Source, DateOnly Date, JsonElement Rate, bool Excluded);

    private readonly record struct Tally(DateOnly Newest, int Quotes, int Excluded);
}
