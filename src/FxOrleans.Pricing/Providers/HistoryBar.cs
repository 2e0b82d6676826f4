namespace FxOrleans.Pricing;

/// <summary>One bar of a pair's past, as an upstream tells it. Low ≤ open, close ≤ high; all above 0.</summary>
/// <param name="Opens">The moment at which it opens, UTC.</param>
/// <param name="Open">The first price.</param>
/// <param name="High">The highest.</param>
/// <param name="Low">The lowest.</param>
/// <param name="Close">The last.</param>
/// <param name="Volume">Units of the base that were traded; 0 where the upstream does not tell.</param>
public readonly record struct HistoryBar(DateTimeOffset Opens, decimal Open, decimal High, decimal Low, decimal Close, decimal Volume);
