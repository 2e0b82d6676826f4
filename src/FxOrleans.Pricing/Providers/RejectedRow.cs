namespace FxOrleans.Pricing;

/// <summary>A row that is no quote.</summary>
/// <param name="What">What the row was about, at most 32 characters of it.</param>
/// <param name="Fault">Why.</param>
public readonly record struct RejectedRow(string What, RowFault Fault);
