using System.Collections.Frozen;
using System.Globalization;

namespace FxOrleans.Pricing;

/// <summary>
/// The currencies that are kept within a known band of another, from the table <c>pegs.csv</c>. A peg is a witness and no more: pegs
/// break, and a majority of live sources says so at once. Thread-safe.
/// </summary>
public static class Pegs
{
    private static readonly Peg[] Table = Load();

    private static readonly FrozenDictionary<CurrencyPair, Peg> Bands = Table.ToFrozenDictionary(peg => peg.Pair);

    /// <summary>Every peg of the table, dead currencies too.</summary>
    public static IReadOnlyList<Peg> All => Table;

    /// <summary>The band of the pair's rate, where one side is pegged to the other.</summary>
    public static bool TryGet(CurrencyPair pair, out double low, out double high)
    {
        if (Bands.TryGetValue(pair, out var band))
        {
            (low, high) = ((double)band.Low, (double)band.High);
            return true;
        }

        (low, high) = Bands.TryGetValue(pair.Inverse, out band) ? (1 / (double)band.High, 1 / (double)band.Low) : default;
        return low > 0;
    }

    private static Peg[] Load()
    {
        using var stream = typeof(Pegs).Assembly.GetManifestResourceStream("pegs.csv")
            ?? throw new InvalidOperationException("The table pegs.csv is missing from the assembly.");
        using var reader = new StreamReader(stream);
        var pegs = new List<Peg>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                var cells = line.Split(',');
                var pair = new CurrencyPair(AssetCatalog.Get(cells[1]), AssetCatalog.Get(cells[0]));
                pegs.Add(new Peg(pair, Number(cells[4]), Number(cells[2]), Number(cells[3])));
            }
        }

        return [.. pegs];
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
