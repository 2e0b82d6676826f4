using System.Text.Json.Serialization;

namespace FxOrleans.Serving.Rates;

/// <summary>The JSON of <c>GET /rate</c>. With <c>at</c> it tells from what was read.</summary>
public sealed record RateAnswerResponse : UsableRateResponse
{
    /// <summary>With <c>at</c>: the moment asked for, UTC.</summary>
    [JsonPropertyName("as_of")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>With <c>at</c>: how finely the leg that tells least was recorded, such as 1s or 1d.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Resolution { get; init; }

    /// <summary>With <c>at</c>: decided, derived or loaded.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Record { get; init; }

    /// <summary>With <c>at</c>: the recorded prices that it was computed from.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RecordedLegResponse>? Legs { get; init; }
}
