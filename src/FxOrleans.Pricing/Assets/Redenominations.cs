using System.Collections.Frozen;
using System.Globalization;

namespace FxOrleans.Pricing;

/// <summary>The currencies that have changed their unit, from the table <c>redenominations.csv</c>. Thread-safe.</summary>
public static class Redenominations
{
    private static readonly FrozenDictionary<Asset, (DateTimeOffset Since, double Factor)> Units = Load();

    /// <summary>
    /// By what a rate of the pair is too large or too small where a currency is still counted in its old unit, at that market time; 0 where
    /// neither side has changed its unit by then.
    /// </summary>
    public static double OldRatio(CurrencyPair pair, DateTimeOffset at) =>
        Units.TryGetValue(pair.Quote, out var quote) && at >= quote.Since ? quote.Factor
        : Units.TryGetValue(pair.Base, out var @base) && at >= @base.Since ? 1 / @base.Factor
        : 0;

    private static FrozenDictionary<Asset, (DateTimeOffset Since, double Factor)> Load()
    {
        using var stream = typeof(Redenominations).Assembly.GetManifestResourceStream("redenominations.csv")
            ?? throw new InvalidOperationException("The table redenominations.csv is missing from the assembly.");
        using var reader = new StreamReader(stream);
        var units = new Dictionary<Asset, (DateTimeOffset, double)>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                var cells = line.Split(',');
                var since = DateTime.ParseExact(cells[2], "yyyy-MM-dd", CultureInfo.InvariantCulture);
                units.Add(AssetCatalog.Get(cells[0]), (new DateTimeOffset(since, TimeSpan.Zero), double.Parse(cells[3], CultureInfo.InvariantCulture)));
            }
        }

        return units.ToFrozenDictionary();
    }
}
