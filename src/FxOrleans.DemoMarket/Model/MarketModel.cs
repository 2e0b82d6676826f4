using System.Globalization;
using FxOrleans.Pricing;

namespace FxOrleans.DemoMarket;

/// <summary>
/// A made-up market: the value of every asset it holds is a pure function of the seed and the time, so that two hosts
/// agree and any past is as cheap as the present. Whatever the seed, it passes through the real rates of
/// <see cref="AnchorTime"/>; from there each asset wanders by its temperament, never closing. Immutable, thread-safe.
/// </summary>
public sealed class MarketModel
{
    internal static readonly long AnchorMilliseconds = AnchorTime.ToUnixTimeMilliseconds();

    private readonly Listing?[] _byAsset = new Listing?[AssetCatalog.Count];
    private readonly FractalNoise _dollar;
    private readonly FractalNoise _risk;
    private readonly FractalNoise _coins;

    public MarketModel(int seed)
    {
        Key = LatticeHash.Key(unchecked((ulong)seed), "market");
        _dollar = Factor("dollar");
        _risk = Factor("risk");
        _coins = Factor("coins");

        var anchors = Anchors();
        var follows = DataTable.Rows("pegs.csv").ToDictionary(row => row.Code, row => row.Value, StringComparer.Ordinal);
        foreach (var code in anchors.Keys)
        {
            List(code);
        }

        Listings = [.. _byAsset.OfType<Listing>()];

        FractalNoise Factor(string name) => new(LatticeHash.Key(Key, name), AnchorMilliseconds);

        Listing List(string code)
        {
            var asset = AssetCatalog.Get(code);
            if (_byAsset[asset.Index] is { } listed)
            {
                return listed;
            }

            var leader = follows.TryGetValue(code, out var other) ? List(other) : null;
            var anchor = leader is null ? anchors[code] : anchors[code] / anchors[leader.Code];
            return _byAsset[asset.Index] = new Listing(asset, anchor, leader, Key);
        }
    }

    /// <summary>The start of 29 September 2026, UTC: the day whose real rates the market passes through.</summary>
    public static DateTimeOffset AnchorTime => new(2026, 9, 29, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What the market holds, in the catalogue's order.</summary>
    internal IReadOnlyList<Listing> Listings { get; }

    internal ulong Key { get; }

    /// <summary>The market at that time, to the millisecond.</summary>
    public MarketMoment At(DateTimeOffset time)
    {
        var ms = time.ToUnixTimeMilliseconds();
        return new MarketMoment(this, ms, _dollar.At(ms), _risk.At(ms), _coins.At(ms));
    }

    internal Listing? Find(Asset asset) => _byAsset[asset.Index];

    /// <summary>The listing with that code, in any case; null when there is none.</summary>
    internal Listing? Find(ReadOnlySpan<char> code) => AssetCatalog.TryGet(code, out var asset) ? Find(asset) : null;

    private static Dictionary<string, double> Anchors()
    {
        var anchors = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (code, units) in DataTable.Rows("rates.csv"))
        {
            anchors.Add(code, 1 / double.Parse(units, CultureInfo.InvariantCulture));
        }

        foreach (var (code, dollars) in DataTable.Rows("made-up.csv"))
        {
            anchors.Add(code, double.Parse(dollars, CultureInfo.InvariantCulture));
        }

        return anchors;
    }
}
