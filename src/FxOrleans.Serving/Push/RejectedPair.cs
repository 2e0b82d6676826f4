namespace FxOrleans.Serving.Push;

/// <summary>A pair that was not subscribed to.</summary>
/// <param name="Pair">As it was asked for, at most 64 characters of it.</param>
/// <param name="Code">Why, as in the service's errors.</param>
public sealed record RejectedPair(string Pair, string Code);
