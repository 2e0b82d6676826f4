using System.Text.Json.Serialization;

namespace FxOrleans.PricePlatform;

/// <summary>The JSON of <c>GET /api/v1/prices/{symbol}/history</c>.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Period">The period.</param>
/// <param name="Count">How many points.</param>
/// <param name="Source">recorded: the service's own; provider: a provider's; both: the provider's up to recorded_from, its own from then on; null without a point.</param>
/// <param name="Provider">Whose.</param>
/// <param name="RecordedFrom">From when on the points are the service's own.</param>
/// <param name="Simulated">True when they are made up.</param>
/// <param name="AsOf">When this was put together.</param>
/// <param name="Stale">There, and true, only when the upstream failed and this is an older answer.</param>
/// <param name="Data">Oldest first.</param>
public sealed record HistoryResponse(
    string Symbol, string Period, int Count, string? Source, string? Provider, [property: JsonPropertyName("recorded_from")] DateTimeOffset? RecordedFrom,
    bool Simulated, [property: JsonPropertyName("as_of")] DateTimeOffset AsOf,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Stale, IReadOnlyList<PointResponse> Data);
