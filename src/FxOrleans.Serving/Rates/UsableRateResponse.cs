using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using FxOrleans.Pricing;

namespace FxOrleans.Serving.Rates;

/// <summary>The JSON of a rate with the codes of why it is not firm.</summary>
public record UsableRateResponse : RateResponse
{
    /// <summary>Creates an answer whose members the caller sets.</summary>
    public UsableRateResponse()
    {
    }

    /// <summary>Creates the answer of a rate that is counted in these units already.</summary>
    [SetsRequiredMembers]
    internal UsableRateResponse(Rate rate, PriceStatus status, UsageReason reasons, Unit from, Unit to)
        : base(rate, status, reasons, from, to) => Reasons = reasons == UsageReason.None ? null : reasons.Codes();

    /// <summary>Creates the answer of a rate in the units that a caller asked for.</summary>
    [SetsRequiredMembers]
    internal UsableRateResponse(AskedRate asked)
        : this(asked.Rate, asked.Encoded.Status, asked.Encoded.Reasons, asked.From, asked.To)
    {
    }

    /// <summary>Why it is not firm: too_few_sources, fixing_only, wide_confidence, market_closed, provider_degraded, stale, disputed, peg_broken.</summary>
    [JsonPropertyOrder(1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Reasons { get; init; }
}
