namespace FxOrleans.Serving.WhatIf;

/// <summary>How far mids are apart, in basis points; within 2 %, null where none moved.</summary>
/// <param name="P50">What half of them do not exceed.</param>
/// <param name="P95">What 95 of 100 do not exceed.</param>
/// <param name="P99">What 99 of 100 do not exceed.</param>
/// <param name="Worst">The ten of those that differ whose mids are furthest apart, the furthest first.</param>
public sealed record WhatIfDistances(double? P50, double? P95, double? P99, IReadOnlyList<WhatIfDifference> Worst);
