namespace FxOrleans.Serving.Pegs;

/// <summary>The JSON of what one source says of a pegged rate.</summary>
/// <param name="Provider">The source.</param>
/// <param name="Value">The rate in the pair's direction.</param>
/// <param name="Timestamp">Market time, UTC.</param>
public sealed record PegEvidenceResponse(string Provider, decimal Value, DateTimeOffset Timestamp);
