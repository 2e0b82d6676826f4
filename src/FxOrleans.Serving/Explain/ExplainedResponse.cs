using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using FxOrleans.Pricing;
using FxOrleans.Serving.Rates;

namespace FxOrleans.Serving.Explain;

/// <summary>The JSON of a price with what it was decided on. Values stand in the direction asked for.</summary>
public record ExplainedResponse : RateResponse
{
    /// <summary>Creates an answer whose members the caller sets.</summary>
    public ExplainedResponse()
    {
    }

    /// <summary>Creates the answer of a leg as it is walked.</summary>
    [SetsRequiredMembers]
    internal ExplainedResponse(ExplainedLeg leg)
        : this(leg.Rate, leg.Findings, leg)
    {
    }

    /// <summary>Creates the answer of a rate; a cross has no leg of its own.</summary>
    [SetsRequiredMembers]
    internal ExplainedResponse(EncodedRate rate, IEnumerable<UsageFinding> findings, ExplainedLeg? leg)
        : base(rate.Rate, rate.Status, rate.Reasons, new Unit(rate.Rate.From), new Unit(rate.Rate.To))
    {
        Reasons = rate.Reasons == UsageReason.None ? null : [.. findings.Select(finding => new ReasonResponse(finding.Code, finding.Value, finding.Threshold))];
        Quotes = [.. (leg?.Explanation?.Quotes ?? []).Select(quote => QuoteResponse.Of(quote, leg!.Leg.Inverted))];
        if (leg?.Explanation is { } explained)
        {
            Consensus = ConsensusResponse.Of(explained.ConsensusDiagnostics, leg.Leg.Inverted);
            At = explained.At;
        }

        Market = leg is null ? null : MarketResponse.Of(leg.Leg);
    }

    /// <summary>Why it is not firm.</summary>
    [JsonPropertyOrder(1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ReasonResponse>? Reasons { get; init; }

    /// <summary>Every quote, kept or not; of a cross none, its legs have them.</summary>
    [JsonPropertyOrder(3)]
    public required IReadOnlyList<QuoteResponse> Quotes { get; init; }

    /// <summary>How the quotes were weighed; not there for a cross, nor where the quotes are not known.</summary>
    [JsonPropertyOrder(3)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ConsensusResponse? Consensus { get; init; }

    /// <summary>When the price was decided, UTC.</summary>
    [JsonPropertyOrder(3)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? At { get; init; }

    /// <summary>The price as it is kept, before it is turned round; not there for a cross.</summary>
    [JsonPropertyOrder(3)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MarketResponse? Market { get; init; }
}
