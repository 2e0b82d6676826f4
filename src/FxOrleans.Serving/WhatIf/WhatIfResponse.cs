using FxOrleans.Pricing;

namespace FxOrleans.Serving.WhatIf;

/// <summary>A what-if as it is now.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">queued, running, done, failed or cancelled.</param>
/// <param name="Progress">The share of the span that is decided again, 0 to 1.</param>
/// <param name="From">From when prices are compared.</param>
/// <param name="To">Until when.</param>
/// <param name="Pairs">The markets that were asked for; null for all.</param>
/// <param name="Policy">The rules that are other, by their keys under <c>Pricing</c> in the configuration.</param>
/// <param name="Result">What came of it; null until it is done.</param>
/// <param name="Error">Why it failed; null unless it did.</param>
public sealed record WhatIfResponse(
    string Id, string State, double Progress, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<string>? Pairs, IReadOnlyDictionary<string, string?> Policy, WhatIfResultResponse? Result, string? Error)
{
    internal static WhatIfResponse Of(WhatIfJob job) => new(
        job.Id,
        job.State.ToString().ToLowerInvariant(),
        Math.Round(job.Progress, 4),
        job.Question.From,
        job.Question.To,
        job.Question.Pairs is { } pairs ? [.. pairs.Select(pair => pair.ToString())] : null,
        job.Question.Policy,
        job.Result is { } result ? WhatIfResultResponse.Of(result) : null,
        job.Error);
}
