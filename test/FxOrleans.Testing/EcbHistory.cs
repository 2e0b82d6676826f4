using System.Globalization;
using System.IO.Compression;

namespace FxOrleans.Testing;

/// <summary>The ECB's euro reference rates since 1999, as recorded in <c>Data</c>.</summary>
public static class EcbHistory
{
    /// <summary>The dates on which there was a fixing, newest first.</summary>
    public static IEnumerable<DateOnly> Dates() =>
        Lines().Skip(1).Select(line => DateOnly.ParseExact(line.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>The newest row's published figures, as they were written, by currency.</summary>
    public static IReadOnlyDictionary<string, string> Newest()
    {
        var (names, values) = (Lines().First().Split(','), Lines().Skip(1).First().Split(','));
        return names.Zip(values)
            .Skip(1)
            .Where(cell => cell.First.Length > 0 && cell.Second != "N/A")
            .ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal);
    }

    /// <summary>Every currency's fixings in units for one euro, oldest first, as far as there are any.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<(DateOnly Date, decimal Rate)>> Series()
    {
        var names = Lines().First().Split(',');
        var series = names.Skip(1).Where(name => name.Length > 0).ToDictionary(name => name, _ => new List<(DateOnly, decimal)>(), StringComparer.Ordinal);
        foreach (var cells in Lines().Skip(1).Reverse().Select(line => line.Split(',')))
        {
            var date = DateOnly.ParseExact(cells[0], "yyyy-MM-dd", CultureInfo.InvariantCulture);
            for (var i = 1; i < cells.Length; i++)
            {
                if (cells[i].Length > 0 && cells[i] != "N/A")
                {
                    series[names[i]].Add((date, decimal.Parse(cells[i], CultureInfo.InvariantCulture)));
                }
            }
        }

        return series.ToDictionary(entry => entry.Key, entry => (IReadOnlyList<(DateOnly, decimal)>)entry.Value, StringComparer.Ordinal);
    }

    private static IEnumerable<string> Lines()
    {
        using var packed = typeof(EcbHistory).Assembly.GetManifestResourceStream("eurofxref-hist.csv.gz")
            ?? throw new InvalidOperationException("The recorded rates are missing from the assembly.");
        using var reader = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
