namespace FxOrleans.PricePlatform;

/// <summary>One point of a history as a row of CSV or NDJSON.</summary>
/// <param name="Timestamp">Market time.</param>
/// <param name="Price">The price.</param>
/// <param name="Simulated">True when it is made up.</param>
public sealed record PointRowResponse(DateTimeOffset Timestamp, decimal Price, bool Simulated);
