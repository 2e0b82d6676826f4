namespace FxOrleans.Pricing;

/// <summary>What a price's confidence was computed from. Default: there was no vote.</summary>
/// <param name="Deviation">One source's relative standard deviation, pooled from this decision, recent ones and what is assumed.</param>
/// <param name="Freedom">The degrees of freedom behind it; 0 when all of it is assumed, which is then taken for normal.</param>
/// <param name="Variance">The relative variance of the market's moves in the age of the newest quote.</param>
public readonly record struct Uncertainty(double Deviation, double Freedom, double Variance);
