using FsCheck;
using FsCheck.Fluent;
using FxOrleans.Pricing;

namespace FxOrleans.Testing;

/// <summary>Generators of what may happen: any rate that a source may publish, any pair, any spread.</summary>
public static class Any
{
    private static readonly Asset[] Currencies =
        [.. AssetCatalog.All.Where(asset => asset is { Class: AssetClass.Currency, IsMoney: true, IsDead: false })];

    /// <summary>A published rate: 1 to 9 significant digits, every magnitude from 1e-9 to 1e9 alike.</summary>
    public static Gen<decimal> Rate { get; } = RateBetween(-9, 8);

    /// <summary>A published rate from 10^<paramref name="low"/> to just under 10^(<paramref name="high"/> + 1).</summary>
    public static Gen<decimal> RateBetween(int low, int high) =>
        from digits in Gen.Choose(1, 9)
        from mantissa in Gen.Choose(Power(digits - 1), Power(digits) - 1)
        from magnitude in Gen.Choose(low, high)
        select Scale(mantissa, magnitude - digits + 1);

    /// <summary>A relative half-spread, 0 to 2 %; every fourth is none.</summary>
    public static Gen<decimal> HalfSpread { get; } =
        from points in Gen.Frequency((1, Gen.Constant(0)), (3, Gen.Choose(1, 200)))
        select points / 10_000m;

    public static Gen<Asset> Asset { get; } = Gen.Elements(AssetCatalog.All.ToArray());

    public static Gen<Asset> Currency { get; } = Gen.Elements(Currencies);

    public static Gen<CurrencyPair> Pair { get; } =
        from @base in Asset
        from quote in Asset.Where(other => !ReferenceEquals(other, @base))
        select new CurrencyPair(@base, quote);

    /// <summary>That many different assets.</summary>
    public static Gen<Asset[]> Assets(int count) =>
        from shuffled in Gen.Shuffle(AssetCatalog.All.ToArray())
        select shuffled.Take(count).ToArray();

    private static int Power(int exponent) => (int)Math.Pow(10, exponent);

    private static decimal Scale(int mantissa, int exponent)
    {
        var value = (decimal)mantissa;
        for (; exponent > 0; exponent--)
        {
            value *= 10;
        }

        return exponent < 0 ? new decimal(mantissa, 0, 0, false, (byte)-exponent) : value;
    }
}
