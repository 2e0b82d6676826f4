namespace FxOrleans.Pricing;

/// <summary>Calls that were made in one slice of a quota's window.</summary>
/// <param name="Since">When the slice began, UTC.</param>
/// <param name="Calls">How many; above 0.</param>
public readonly record struct SpentCalls(DateTimeOffset Since, int Calls);
