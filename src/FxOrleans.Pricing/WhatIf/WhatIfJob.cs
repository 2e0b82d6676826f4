namespace FxOrleans.Pricing;

/// <summary>A question that is being answered, as it is now.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Question">What was asked.</param>
/// <param name="State">How far it is.</param>
/// <param name="Progress">The share of the span that is decided again, 0 to 1.</param>
/// <param name="Result">What came of it; null until it is done.</param>
/// <param name="Error">Why it failed; null unless it did.</param>
public sealed record WhatIfJob(string Id, WhatIfQuestion Question, WhatIfState State, double Progress, WhatIfResult? Result, string? Error);
