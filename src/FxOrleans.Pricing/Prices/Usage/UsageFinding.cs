namespace FxOrleans.Pricing;

/// <summary>One reason why a price is not firm. Immutable.</summary>
/// <param name="Code">The reason's code.</param>
/// <param name="Value">What was found: a whole or another number (sources, basis points, seconds), a word, or a truth.</param>
/// <param name="Threshold">What it was held against, in the same unit.</param>
public sealed record UsageFinding(string Code, object Value, object Threshold);
