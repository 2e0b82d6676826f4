namespace FxOrleans.Serving.Explain;

/// <summary>The JSON of one reason why a price is not firm.</summary>
/// <param name="Code">The reason.</param>
/// <param name="Value">What was found: sources, basis points, seconds, a word or a truth.</param>
/// <param name="Threshold">What it was held against, in the same unit.</param>
public sealed record ReasonResponse(string Code, object Value, object Threshold);
