using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using FxOrleans.Pricing;

namespace FxOrleans.Serving.Explain;

/// <summary>The JSON of <c>GET /rate/explain</c>.</summary>
public sealed record ExplanationResponse : ExplainedResponse
{
    /// <summary>Creates an answer whose members the caller sets.</summary>
    public ExplanationResponse()
    {
    }

    /// <summary>Creates the answer of a rate, of the legs that it was computed from, and of the pair's own price where a cross stands in for it.</summary>
    [SetsRequiredMembers]
    internal ExplanationResponse(EncodedRate rate, IReadOnlyList<ExplainedLeg> legs, ExplainedLeg? direct, PricingPolicy policy)
        : base(rate, legs.SelectMany(leg => leg.Findings).DistinctBy(finding => finding.Code), legs.Count == 1 ? legs[0] : null)
    {
        Legs = legs.Count > 1 ? [.. legs.Select(leg => new ExplainedResponse(leg))] : [];
        Direct = direct is null ? null : new ExplainedResponse(direct);
        Complete = legs.All(leg => leg.Explanation is not null);
        Policy = PolicyResponse.Of(
            legs.Select(leg => leg.Explanation?.Policy).FirstOrDefault(known => known is not null) ?? policy,
            rate.Rate.From == rate.Rate.To ? default : policy.LimitsOf(new CurrencyPair(rate.Rate.From, rate.Rate.To)));
    }

    /// <summary>Of a cross: the prices that it is computed from.</summary>
    [JsonPropertyOrder(4)]
    public required IReadOnlyList<ExplainedResponse> Legs { get; init; }

    /// <summary>Of a cross that stands in for the pair's own price, which is of a slower kind or stale: that price.</summary>
    [JsonPropertyOrder(4)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ExplainedResponse? Direct { get; init; }

    /// <summary>False on a node that only serves: the quotes are where the price was decided.</summary>
    [JsonPropertyOrder(4)]
    public required bool Complete { get; init; }

    /// <summary>The rules in force.</summary>
    [JsonPropertyOrder(4)]
    public required PolicyResponse Policy { get; init; }
}
