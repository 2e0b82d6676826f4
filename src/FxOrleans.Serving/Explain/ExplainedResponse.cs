using System.Text.Json.Serialization;
using FxOrleans.Serving.Rates;

namespace FxOrleans.Serving.Explain;

/// <summary>The JSON of a price with what it was decided on. <see cref="ExplanationJson"/> writes it.</summary>
public record ExplainedResponse : RateResponse
{
    /// <summary>Why it is not firm.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ReasonResponse>? Reasons { get; init; }

    /// <summary>Every quote, kept or not; of a cross none, its legs have them.</summary>
    public required IReadOnlyList<QuoteResponse> Quotes { get; init; }

    /// <summary>How the quotes were weighed; not there for a cross, nor where the quotes are not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ConsensusResponse? Consensus { get; init; }

    /// <summary>When the price was decided, UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? At { get; init; }

    /// <summary>The price as it is kept, before it is turned round; not there for a cross.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MarketResponse? Market { get; init; }
}
