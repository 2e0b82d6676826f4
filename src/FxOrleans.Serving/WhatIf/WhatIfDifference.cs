using System.Text.Json.Serialization;
using FxOrleans.Pricing;

namespace FxOrleans.Serving.WhatIf;

/// <summary>One price that would have differed.</summary>
/// <param name="Pair">The market.</param>
/// <param name="Epoch">The published price's epoch.</param>
/// <param name="Sequence">Its number: with the epoch, <c>/rate/explain</c> shows how it came about.</param>
/// <param name="Timestamp">Its market time.</param>
/// <param name="Published">The mid that was published.</param>
/// <param name="Other">The mid by the other rules.</param>
/// <param name="BasisPoints">How far they are apart.</param>
/// <param name="Changes">In what the price differs: <c>mid</c>, <c>spread</c>, <c>confidence</c>, <c>kind</c>, <c>quorum</c>, <c>dispute</c> or <c>usage</c>.</param>
public sealed record WhatIfDifference(
    string Pair, long Epoch, long Sequence, DateTimeOffset Timestamp, decimal Published, decimal Other, [property: JsonPropertyName("basis_points")] double BasisPoints,
    IReadOnlyList<string> Changes)
{
    internal static WhatIfDifference Of(PriceDifference found) => new(
        found.Pair.ToString(), found.Epoch, found.Sequence, found.Timestamp, found.Published, found.Other, WhatIfResultResponse.Short(found.BasisPoints)!.Value,
        [.. Enum.GetValues<PriceChanges>().Where(change => change != PriceChanges.None && found.Changes.HasFlag(change)).Select(change => change.ToString().ToLowerInvariant())]);
}
