using System.Text.Json.Serialization;

namespace FxOrleans.Serving.Health;

/// <summary>The JSON of <c>GET /health/ready</c>, for the API's description.</summary>
public sealed record ReadyShape
{
    /// <summary>ready or not_ready.</summary>
    public required string Status { get; init; }

    /// <summary>503, where it is not ready.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? StatusCode { get; init; }

    /// <summary>not_ready, where it is not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Code { get; init; }

    /// <summary>The reasons in one text, where it is not ready.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Detail { get; init; }

    /// <summary>Why it is not ready.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>For administrators: markets by status, snapshots, gaps and silences of the board.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, long>? Board { get; init; }

    /// <summary>For administrators: connections, frames and prices pushed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, long>? Push { get; init; }

    /// <summary>What else the host consists of, each in one word: <c>"redis":"away"</c>.</summary>
    [JsonExtensionData]
    public IDictionary<string, object>? Facts { get; init; }
}
