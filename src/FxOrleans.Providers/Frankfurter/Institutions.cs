using System.Collections.Frozen;
using System.Globalization;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>The institutions of the table <c>institutions.csv</c>, which says its source. Thread-safe.</summary>
internal static class Institutions
{
    private static readonly FrozenDictionary<string, Institution> Table = Load().ToFrozenDictionary(row => row.Key, StringComparer.Ordinal);

    private static readonly PublicationCalendar Weekdays = new(Days("12345"), TimeSpan.FromHours(24));

    /// <summary>All of them, best first.</summary>
    public static IEnumerable<Institution> All => Table.Values.OrderBy(institution => institution.Rank);

    /// <summary>The institution; null where the table does not have it.</summary>
    public static Institution? Find(string key) => Table.GetValueOrDefault(key);

    /// <summary>What is assumed of one that the table does not have: official, on weekdays, of little weight, and preferred last.</summary>
    public static Institution Unknown(string key) => new(key, key, null, null, "official", Weekdays, "daily", null, 0.5, int.MaxValue);

    private static IEnumerable<Institution> Load()
    {
        using var stream = typeof(Institutions).Assembly.GetManifestResourceStream("institutions.csv")
            ?? throw new InvalidOperationException("The table institutions.csv is missing from the assembly.");
        using var reader = new StreamReader(stream);
        var rank = 0;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                var cells = line.Split(',');
                var calendar = new PublicationCalendar(Days(cells[5]), TimeSpan.FromHours(int.Parse(cells[6], CultureInfo.InvariantCulture)));
                yield return new Institution(
                    cells[0], cells[1], OrNull(cells[2]), cells[3], cells[4], calendar, cells[7], OrNull(cells[8]),
                    double.Parse(cells[9], CultureInfo.InvariantCulture), rank++);
            }
        }
    }

    private static FrozenSet<DayOfWeek> Days(string digits) => digits.Select(digit => (DayOfWeek)(digit - '0')).ToFrozenSet();

    private static string? OrNull(string cell) => cell.Length > 0 ? cell : null;
}
