namespace FxOrleans.Serving.WhatIf;

/// <summary>What is found by one set of rules only.</summary>
/// <param name="Gained">By the other rules only.</param>
/// <param name="Lost">By the rules in force only.</param>
public sealed record WhatIfGains(long Gained, long Lost);
