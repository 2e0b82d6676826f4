namespace FxOrleans.Pricing;

/// <summary>What a rate did within a day, beside its close. Low ≤ open ≤ high; all above 0.</summary>
/// <param name="Open">The first rate.</param>
/// <param name="High">The highest.</param>
/// <param name="Low">The lowest.</param>
public readonly record struct DailyRange(decimal Open, decimal High, decimal Low);
