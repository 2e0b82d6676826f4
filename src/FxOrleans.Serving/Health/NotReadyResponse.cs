using System.Text.Json.Serialization;

namespace FxOrleans.Serving.Health;

/// <summary>The problem of <c>GET /health/ready</c> where requests may not come (RFC 9457).</summary>
public sealed record NotReadyResponse
{
    /// <summary>about:blank.</summary>
    public required string Type { get; init; }

    /// <summary>The status in words.</summary>
    public required string Title { get; init; }

    /// <summary>503.</summary>
    public required int Status { get; init; }

    /// <summary>not_ready.</summary>
    public required string Code { get; init; }

    /// <summary>The reasons in one text.</summary>
    public required string Detail { get; init; }

    /// <summary>Why it is not ready.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>For administrators: markets by status, snapshots, gaps and silences of the board.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BoardHealthResponse? Board { get; init; }

    /// <summary>For administrators: connections, frames and prices pushed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PushHealthResponse? Push { get; init; }

    /// <summary>What else the host consists of, each in one word: <c>"redis":"away"</c>.</summary>
    [JsonExtensionData]
    public IDictionary<string, object> Facts { get; } = new Dictionary<string, object>();
}
