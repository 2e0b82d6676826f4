using System.Collections.Frozen;
using FxOrleans.Pricing;

namespace FxOrleans.DemoMarket;

/// <summary>Who moves how. By class, with the exceptions named; the numbers are rounded from what such markets did in the last decades.</summary>
internal static class TemperamentTable
{
    /// <summary>A peg breathes by three basis points a year, and Hong Kong's has a band.</summary>
    private static readonly ProviderProfile Peg = new(0.0003, 0, 0, 0, 0.00005);
    private static readonly ProviderProfile Band = new(0.003, 0, 0, 0, 0.00005);

    private static readonly ProviderProfile Stable = new(0.0005, 0, 0, 0, 0.0001);
    private static readonly ProviderProfile Emerging = new(0.15, -0.5, 0.5, 0, 0.0003);
    private static readonly ProviderProfile Managed = new(0.05, -0.6, 0.3, 0, 0.0002);
    private static readonly ProviderProfile Nordic = new(0.11, -0.7, 0.4, 0, 0.00012);
    private static readonly ProviderProfile Metal = new(0.18, -0.45, 0.1, 0, 0.00012);
    private static readonly ProviderProfile WildMetal = new(0.28, -0.4, 0.3, 0, 0.0002);
    private static readonly ProviderProfile Coin = new(0.7, -0.1, 0.35, 0.7, 0.0002);
    private static readonly ProviderProfile OldCoin = new(0.5, -0.1, 0.35, 0.8, 0.0001);
    private static readonly ProviderProfile Stock = new(0.3, 0, 0.6, 0, 0.0001);
    private static readonly ProviderProfile Fund = new(0.16, 0, 0.9, 0, 0.00005);

    private static readonly FrozenDictionary<string, ProviderProfile> Named = new Dictionary<string, ProviderProfile>
    {
        ["USD"] = ProviderProfile.Still,
        ["EUR"] = new(0.08, -0.85, 0.1, 0, 0.000044),
        ["GBP"] = new(0.08, -0.75, 0.25, 0, 0.00005),
        ["CHF"] = new(0.08, -0.75, -0.25, 0, 0.00006),
        ["JPY"] = new(0.09, -0.6, -0.4, 0, 0.00004),
        ["AUD"] = new(0.1, -0.65, 0.5, 0, 0.00006),
        ["NZD"] = new(0.1, -0.65, 0.5, 0, 0.00008),
        ["CAD"] = new(0.07, -0.6, 0.45, 0, 0.00005),
        ["SEK"] = Nordic,
        ["NOK"] = Nordic,
        ["CZK"] = Nordic,
        ["PLN"] = Nordic,
        ["HUF"] = Nordic,
        ["HKD"] = Band,
        ["CNY"] = Managed,
        ["SGD"] = Managed,
        ["TWD"] = Managed,
        ["INR"] = Managed,
        ["KWD"] = Managed with { Volatility = 0.015 },
        ["XDR"] = Managed with { Volatility = 0.03 },
        ["VND"] = Managed with { Volatility = 0.03 },
        ["MAD"] = Managed,
        ["THB"] = Managed with { Volatility = 0.07 },
        ["MYR"] = Managed with { Volatility = 0.07 },
        ["PHP"] = Managed with { Volatility = 0.06 },
        ["IDR"] = Managed with { Volatility = 0.06 },
        ["BDT"] = Managed,
        ["PKR"] = Managed,
        ["XAU"] = Metal,
        ["BTC"] = OldCoin,
        ["ETH"] = OldCoin with { Volatility = 0.6 },
        ["SPY"] = Fund,
        ["QQQ"] = Fund with { Volatility = 0.2 },
    }.ToFrozenDictionary();

    /// <param name="asset">Who moves.</param>
    /// <param name="follows">True for an asset that keeps its value in terms of another: only its own small noise is asked for.</param>
    public static ProviderProfile Of(Asset asset, bool follows) => asset switch
    {
        _ when Named.TryGetValue(asset.Code, out var named) => named,
        { Class: AssetClass.Coin } when follows => Stable,
        _ when follows => Peg,
        { Class: AssetClass.Metal } => WildMetal,
        { Class: AssetClass.Coin } => Coin,
        { Class: AssetClass.Stock } => Stock,
        _ => Emerging,
    };
}
