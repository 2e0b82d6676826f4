namespace FxOrleans.PricePlatform;

/// <summary>One point of a history.</summary>
/// <param name="Timestamp">Market time; a daily fixing's is its day's midnight, UTC.</param>
/// <param name="Price">The price.</param>
public sealed record PointResponse(DateTimeOffset Timestamp, decimal Price);
