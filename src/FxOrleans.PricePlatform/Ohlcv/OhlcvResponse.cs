using System.Text.Json.Serialization;

namespace FxOrleans.PricePlatform;

/// <summary>The JSON of <c>GET /api/v1/prices/{symbol}/ohlcv</c>; what is not told here is as in <see cref="HistoryResponse"/>.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Period">The period.</param>
/// <param name="Interval">How long each bar is.</param>
/// <param name="Count">How many bars.</param>
/// <param name="Source">Whose they are.</param>
/// <param name="Provider">Which provider's.</param>
/// <param name="RecordedFrom">From when on they are the service's own.</param>
/// <param name="Simulated">True when they are made up.</param>
/// <param name="Fixings">There, and true, only when the provider's bars are made of one published rate a day: each opens with the rate of the day before.</param>
/// <param name="AsOf">When this was put together.</param>
/// <param name="Stale">There, and true, only when this is an older answer.</param>
/// <param name="Data">Oldest first.</param>
public sealed record OhlcvResponse(
    string Symbol, string Period, string Interval, int Count, string? Source, string? Provider,
    [property: JsonPropertyName("recorded_from")] DateTimeOffset? RecordedFrom, bool Simulated,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Fixings,
    [property: JsonPropertyName("as_of")] DateTimeOffset AsOf,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Stale, IReadOnlyList<BarResponse> Data);
