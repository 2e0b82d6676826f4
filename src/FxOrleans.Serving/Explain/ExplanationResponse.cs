using System.Text.Json.Serialization;

namespace FxOrleans.Serving.Explain;

/// <summary>The JSON of <c>GET /rate/explain</c>.</summary>
public sealed record ExplanationResponse : ExplainedResponse
{
    /// <summary>Of a cross: the prices that it is computed from.</summary>
    public required IReadOnlyList<ExplainedResponse> Legs { get; init; }

    /// <summary>Of a cross that stands in for the pair's own price, which is of a slower kind or stale: that price.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ExplainedResponse? Direct { get; init; }

    /// <summary>False on a node that only serves: the quotes are where the price was decided.</summary>
    public required bool Complete { get; init; }

    /// <summary>The rules in force.</summary>
    public required PolicyResponse Policy { get; init; }
}
