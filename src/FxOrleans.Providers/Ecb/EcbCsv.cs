using System.IO.Compression;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// Reads the ECB's <c>eurofxref-hist.csv</c>: ISO dates, newest first, one column a currency, <c>N/A</c> where it was not fixed, a
/// comma at the end of every line. One day at a time, so that 27 years need no memory. Thread-safe.
/// </summary>
public static class EcbCsv
{
    private const string NotFixed = "N/A";

    /// <summary>The days of a file, in its order.</summary>
    /// <exception cref="ProviderException"><see cref="ProviderFailureKind.Unreadable"/>, while enumerating: it is no such file.</exception>
    public static IEnumerable<EcbDay> Read(TextReader file, QuoteSource source)
    {
        var columns = Columns(file.ReadLine());
        while (file.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                yield return Day(line, columns, source);
            }
        }
    }

    /// <summary>As <see cref="Read"/>, from a file packed with gzip. The stream is closed at the end.</summary>
    public static IEnumerable<EcbDay> ReadGzip(Stream packed, QuoteSource source)
    {
        using var file = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        foreach (var day in Read(file, source))
        {
            yield return day;
        }
    }

    /// <summary>The currency of each column after the date; null for one that the service does not know.</summary>
    private static CurrencyPair?[] Columns(string? header)
    {
        var names = header?.TrimEnd(',', ' ').Split(',') ?? [];
        if (names.Length < 2 || names[0].Trim() != "Date")
        {
            throw Unreadable.Because("No header where one belongs.");
        }

        return
        [
            .. names.Skip(1).Select(name => AssetCatalog.TryGet(name.Trim(), out var asset) && asset != AssetCatalog.Eur
                ? new CurrencyPair(AssetCatalog.Eur, asset)
                : (CurrencyPair?)null),
        ];
    }

    private static EcbDay Day(string line, CurrencyPair?[] columns, QuoteSource source)
    {
        var cells = line.TrimEnd(',', ' ').Split(',');
        if (cells.Length != columns.Length + 1 || !UpstreamTime.TryReadDate(cells[0].Trim(), out var date))
        {
            throw Unreadable.Because("No row where one belongs.");
        }

        var rows = new QuoteRows(source);
        for (var i = 0; i < columns.Length; i++)
        {
            var cell = cells[i + 1].AsSpan().Trim();
            if (columns[i] is { } pair && cell is not NotFixed)
            {
                rows.Add(pair, cell, date.Midnight());
            }
        }

        return new EcbDay(date, rows.Quotes, rows.Rejected);
    }
}
