namespace FxOrleans.Serving.Rates;

/// <summary>A recorded price that a past rate was computed from, in the direction in which it is kept.</summary>
/// <param name="From">Base asset.</param>
/// <param name="To">Quote asset.</param>
/// <param name="Price">The mid.</param>
/// <param name="Timestamp">When it was recorded, UTC.</param>
/// <param name="Resolution">How finely, such as 1s or 1d.</param>
/// <param name="Record">decided, derived or loaded.</param>
/// <param name="Simulated">True for a made-up price.</param>
public sealed record RecordedLegResponse(string From, string To, decimal Price, DateTimeOffset Timestamp, string Resolution, string Record, bool Simulated);
