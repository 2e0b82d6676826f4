using System.Text.Json.Serialization;

namespace FxOrleans.Serving.Health;

/// <summary>The JSON of <c>GET /health/ready</c> where requests may come.</summary>
public sealed record ReadyResponse
{
    /// <summary>ready.</summary>
    public required string Status { get; init; }

    /// <summary>Empty.</summary>
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
