namespace FxOrleans.PricePlatform;

/// <summary>One bar.</summary>
/// <param name="Time">When it opens, UTC.</param>
/// <param name="Open">The first price.</param>
/// <param name="High">The highest.</param>
/// <param name="Low">The lowest.</param>
/// <param name="Close">The last.</param>
/// <param name="Volume">Of recorded bars the number of ticks; of a provider's the units traded, of a coin's its share of the last 24 hours; 0 where nobody tells.</param>
public sealed record BarResponse(DateTimeOffset Time, decimal Open, decimal High, decimal Low, decimal Close, decimal Volume);
