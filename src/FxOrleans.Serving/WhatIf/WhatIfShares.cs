namespace FxOrleans.Serving.WhatIf;

/// <summary>Shares of the published prices, 0 to 1; null where there are none.</summary>
/// <param name="Before">By the rules in force.</param>
/// <param name="After">By the other rules.</param>
public sealed record WhatIfShares(double? Before, double? After);
