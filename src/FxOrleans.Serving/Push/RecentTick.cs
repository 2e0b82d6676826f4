namespace FxOrleans.Serving.Push;

/// <summary>A price and when this node had it.</summary>
/// <param name="Rate">The price with its bytes.</param>
/// <param name="At">By this node's clock.</param>
internal readonly record struct RecentTick(EncodedRate Rate, DateTimeOffset At);
