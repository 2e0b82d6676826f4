namespace FxOrleans.Pricing;

/// <summary>
/// How far the true mid may be from a decided one. The half-width aims at 95 %: the larger of the half-spread, of twice the
/// sources' scaled disagreement, and of what the market usually moves in the price's age (a year's volatility, square-root of time).
/// </summary>
public static class ConfidenceInterval
{
    /// <summary>Nothing is surer than this relative half-width: a tenth of a basis point.</summary>
    private const double Floor = 0.00001;

    /// <summary>The half-width in price units, above 0.</summary>
    /// <param name="mid">The decided mid.</param>
    /// <param name="halfSpread">Half of ask − bid.</param>
    /// <param name="sigma">The sources' scaled MAD around the mid, in price units; 0 with one source.</param>
    /// <param name="kind">What the price rests on: a live one's age is the reader's to judge.</param>
    /// <param name="pair">The pair, whose riskier side gives the volatility.</param>
    /// <param name="age">Age of the newest quote at the decision.</param>
    public static decimal HalfWidth(decimal mid, decimal halfSpread, double sigma, SourceKind kind, CurrencyPair pair, TimeSpan age)
    {
        var days = Math.Clamp(age.TotalDays, kind == SourceKind.DailyFixing ? 1 : 0, 365);
        var volatility = Math.Max(YearlyVolatility(pair.Base), YearlyVolatility(pair.Quote));
        var drift = 1.96 * volatility * Math.Sqrt(days / 365);
        var relative = Math.Max(Math.Max(Floor, drift), 1.96 * sigma / (double)mid);
        return RatePrecision.Round(Math.Max(halfSpread, mid * (decimal)Math.Min(relative, 1)), 4);
    }

    // Long-run yearly volatilities by class; majors 8 %, which also covers most pegged and managed currencies.
    private static double YearlyVolatility(Asset asset) => asset.Class switch
    {
        AssetClass.Currency => 0.08,
        AssetClass.Metal => 0.18,
        AssetClass.Stock => 0.35,
        _ => 0.7,
    };
}
