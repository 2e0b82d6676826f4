using System.Text.Json.Serialization;
using FxOrleans.Pricing;

namespace FxOrleans.Serving.WhatIf;

/// <summary>How past prices would have differed.</summary>
/// <param name="Markets">Markets that were decided again.</param>
/// <param name="Compared">Published prices of the span.</param>
/// <param name="Different">Of them, those that would have differed in anything, or would not have been.</param>
/// <param name="Moved">Of these, those with another mid.</param>
/// <param name="BasisPoints">By how much these moved, and the worst ten of all.</param>
/// <param name="Faults">Quotes found wrong by one set of rules only, by what was found, such as <c>outlier</c> or <c>frozen</c>.</param>
/// <param name="Disputed">Prices disputed by one set of rules only.</param>
/// <param name="Quorate">The share of prices with a quorum.</param>
/// <param name="Firm">The share of prices that were firm at their moment.</param>
/// <param name="Missing">Entries that the journal says are missing.</param>
/// <param name="Unfaithful">In how many places the journal does not lead to what was published; 0 when it can be relied on.</param>
public sealed record WhatIfResultResponse(
    int Markets,
    long Compared,
    long Different,
    long Moved,
    [property: JsonPropertyName("basis_points")] WhatIfDistances BasisPoints,
    IReadOnlyDictionary<string, WhatIfGains> Faults,
    WhatIfGains Disputed,
    WhatIfShares Quorate,
    WhatIfShares Firm,
    long Missing,
    int Unfaithful)
{
    internal static WhatIfResultResponse Of(WhatIfResult result)
    {
        var report = result.Report;
        return new WhatIfResultResponse(
            result.Markets,
            report.Compared,
            report.Different,
            report.Moved,
            new WhatIfDistances(Short(report.Median), Short(report.P95), Short(report.P99), [.. report.Worst.Select(WhatIfDifference.Of)]),
            report.Faults.ToDictionary(fault => fault.Verdict.Reason()!, fault => new WhatIfGains(fault.Gained, fault.Lost)),
            new WhatIfGains(report.DisputesGained, report.DisputesLost),
            Shares(report.QuorateBefore, report.QuorateAfter),
            Shares(report.FirmBefore, report.FirmAfter),
            result.Lost,
            result.Unfaithful);

        WhatIfShares Shares(long before, long after) => new(Share(before), Share(after));

        double? Share(long count) => report.Compared == 0 ? null : Math.Round((double)count / report.Compared, 6);
    }

    internal static double? Short(double? points) => points is { } some ? double.Round(some, some < 1 ? 6 : 3) : null;
}
