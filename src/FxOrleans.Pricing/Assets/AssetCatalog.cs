using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace FxOrleans.Pricing;

/// <summary>
/// Every asset that the service knows: ISO 4217, dead currencies, metals, coins, stocks, read once from the
/// tables in <c>Assets/Data</c>. Where two tables claim a code, the earlier table has it. Thread-safe.
/// </summary>
public static class AssetCatalog
{
    /// <summary>The longest code, in characters.</summary>
    public const int MaxCodeLength = 12;

    private static readonly FrozenSet<string> NoMoney = new[]
    {
        "BOV", "CHE", "CHW", "CLF", "COU", "MXV", "USN", "UYI", "UYW", "XAD", "XBA", "XBB", "XBC", "XBD", "XSU", "XTS", "XUA", "XXX",
    }.ToFrozenSet();

    private static readonly Asset[] Assets = Load();
    private static readonly FrozenDictionary<string, Asset> ByCode =
        Assets.ToFrozenDictionary(asset => asset.Code, StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenDictionary<string, Asset>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        ByCode.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>All assets; an asset's place is its <see cref="Asset.Index"/>.</summary>
    public static IReadOnlyList<Asset> All => Assets;

    public static int Count => Assets.Length;

    /// <summary>US dollar: what a bare symbol is priced in.</summary>
    public static Asset Usd { get; } = Get("USD");

    /// <summary>Euro: what the ECB's fixings are priced in.</summary>
    public static Asset Eur { get; } = Get("EUR");

    /// <summary>Finds the asset with that code, in any case but that of a <see cref="Subunit"/>: <c>GBp</c> is never the pound. Allocates nothing.</summary>
    public static bool TryGet(ReadOnlySpan<char> code, [NotNullWhen(true)] out Asset? asset)
    {
        if (Subunit.IsOne(code))
        {
            asset = null;
            return false;
        }

        return BySpan.TryGetValue(code, out asset);
    }

    /// <exception cref="FormatException">No asset has that code.</exception>
    public static Asset Get(string code) =>
        TryGet(code, out var asset) ? asset : throw new FormatException($"'{code}' is no asset that the service knows.");

    private static Asset[] Load()
    {
        var assets = new List<Asset>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var f in Rows("currencies.csv"))
        {
            Add(f[0], AssetClass.Currency, f[2], number: f[1], minorUnits: f[3]);
        }

        foreach (var f in Rows("metals.csv"))
        {
            Add(f[0], AssetClass.Metal, f[2], number: f[1]);
        }

        foreach (var f in Rows("historic.csv"))
        {
            Add(f[0], AssetClass.Currency, f[2], number: f[1], minorUnits: f[3], lastDay: f[4]);
        }

        foreach (var f in Rows("territorial.csv"))
        {
            Add(f[0], AssetClass.Currency, f[2], minorUnits: f[3]);
        }

        foreach (var f in Rows("coins.csv"))
        {
            Add(f[0], AssetClass.Coin, f[1], coinGeckoId: f[2], sharesCode: f is [_, _, _, "shared"]);
        }

        foreach (var f in Rows("stocks.csv"))
        {
            Add(f[0], AssetClass.Stock, f[1], minorUnits: "2");
        }

        return [.. assets];

        void Add(
            string code, AssetClass @class, string name, string number = "", string minorUnits = "", string lastDay = "", string coinGeckoId = "", bool sharesCode = false)
        {
            if (seen.Add(code))
            {
                assets.Add(new Asset(assets.Count, code, @class, name)
                {
                    Number = number.Length == 0 ? null : number,
                    MinorUnits = minorUnits.Length == 0 ? null : int.Parse(minorUnits, CultureInfo.InvariantCulture),
                    LastDay = lastDay.Length == 0 ? null : DateOnly.ParseExact(lastDay, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                    IsMoney = !NoMoney.Contains(code),
                    CoinGeckoId = coinGeckoId.Length == 0 ? null : coinGeckoId,
                    SharesCode = sharesCode,
                });
            }
        }
    }

    private static IEnumerable<string[]> Rows(string table)
    {
        using var stream = typeof(AssetCatalog).Assembly.GetManifestResourceStream(table)
            ?? throw new InvalidOperationException($"The table {table} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line.Split(',');
            }
        }
    }
}
