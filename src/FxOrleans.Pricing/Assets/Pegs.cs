using System.Collections.Frozen;
using System.Globalization;

namespace FxOrleans.Pricing;

/// <summary>
/// The currencies that are kept within a known band of another, from the table <c>pegs.csv</c>. A peg is a witness and no more: pegs
/// break, and a majority of live sources says so at once. Thread-safe.
/// </summary>
public static class Pegs
{
    private static readonly FrozenDictionary<CurrencyPair, (double Low, double High)> Bands = Load();

    /// <summary>The band of the pair's rate, where one side is pegged to the other.</summary>
    public static bool TryGet(CurrencyPair pair, out double low, out double high)
    {
        if (Bands.TryGetValue(pair, out var band))
        {
            (low, high) = band;
            return true;
        }

        (low, high) = Bands.TryGetValue(pair.Inverse, out band) ? (1 / band.High, 1 / band.Low) : default;
        return low > 0;
    }

    private static FrozenDictionary<CurrencyPair, (double Low, double High)> Load()
    {
        using var stream = typeof(Pegs).Assembly.GetManifestResourceStream("pegs.csv")
            ?? throw new InvalidOperationException("The table pegs.csv is missing from the assembly.");
        using var reader = new StreamReader(stream);
        var bands = new Dictionary<CurrencyPair, (double, double)>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                var cells = line.Split(',');
                bands.Add(
                    new CurrencyPair(AssetCatalog.Get(cells[1]), AssetCatalog.Get(cells[0])),
                    (double.Parse(cells[2], CultureInfo.InvariantCulture), double.Parse(cells[3], CultureInfo.InvariantCulture)));
            }
        }

        return bands.ToFrozenDictionary();
    }
}
