using System.Text.Json.Serialization;

namespace FxOrleans.Serving.Rates;

/// <summary>The JSON of a rate with the codes of why it is not firm. <see cref="RateJson"/> writes it.</summary>
public record UsableRateResponse : RateResponse
{
    /// <summary>Why it is not firm: too_few_sources, fixing_only, wide_confidence, market_closed, provider_degraded, stale, disputed, peg_broken.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Reasons { get; init; }
}
