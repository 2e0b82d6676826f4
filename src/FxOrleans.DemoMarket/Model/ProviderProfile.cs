namespace FxOrleans.DemoMarket;

/// <summary>
/// How an asset moves: its yearly volatility, and how that divides between the factors that it shares with others
/// and a noise of its own. The squares of the four loadings add up to 1. Immutable.
/// </summary>
/// <param name="Volatility">Of the logarithm, a year: 0.08 is 8 %.</param>
/// <param name="Dollar">Loading on the dollar's strength; below 0 where a strong dollar makes the asset cheaper.</param>
/// <param name="Risk">Loading on the appetite for risk.</param>
/// <param name="Coins">Loading on what moves all coins.</param>
/// <param name="HalfSpread">Half of ask minus bid, as a share of the price, against the dollar.</param>
internal readonly record struct ProviderProfile(double Volatility, double Dollar, double Risk, double Coins, double HalfSpread)
{
    /// <summary>The dollar itself: the measure of all others.</summary>
    public static ProviderProfile Still { get; } = new(0, 0, 0, 0, 0);

    /// <summary>The loading on the asset's own noise: what the shared factors leave.</summary>
    public double Own { get; } = Math.Sqrt(1 - (Dollar * Dollar) - (Risk * Risk) - (Coins * Coins));
}
