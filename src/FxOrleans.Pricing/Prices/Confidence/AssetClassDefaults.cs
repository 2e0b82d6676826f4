namespace FxOrleans.Pricing;

/// <summary>What is assumed of a class of assets until a pair's own history says better. Of a pair, the riskier side counts.</summary>
internal static class AssetClassDefaults
{
    /// <summary>
    /// Yearly volatility: currencies 8 % (long-run G10 average of the ECB's fixings since 1999 is 6 to 12 %, most pegs less),
    /// metals 18 % (gold's long-run figure), stocks 35 % (a single large share), coins 70 % (Bitcoin's long-run figure).
    /// </summary>
    public static double YearlyVolatility(CurrencyPair pair) => Math.Max(YearlyVolatility(pair.Base), YearlyVolatility(pair.Quote));

    /// <summary>How much wider than currencies' a class's floors are: metals and stocks twice, coins four times, as their markets disagree more.</summary>
    public static double Width(CurrencyPair pair) => Math.Max(Width(pair.Base), Width(pair.Quote));

    /// <summary>One source's usual distance from the true mid: 2 basis points for currencies (a retail feed's half-spread in majors).</summary>
    public static double Noise(CurrencyPair pair) => 0.0002 * Width(pair);

    private static double YearlyVolatility(Asset asset) => asset.Class switch
    {
        AssetClass.Currency => 0.08,
        AssetClass.Metal => 0.18,
        AssetClass.Stock => 0.35,
        _ => 0.7,
    };

    private static double Width(Asset asset) => asset.Class switch
    {
        AssetClass.Currency => 1,
        AssetClass.Metal or AssetClass.Stock => 2,
        _ => 4,
    };
}
