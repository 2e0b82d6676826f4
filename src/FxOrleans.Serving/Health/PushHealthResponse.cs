using FxOrleans.Serving.Push;

namespace FxOrleans.Serving.Health;

/// <summary>The push in figures, for administrators.</summary>
/// <param name="Connections">Open connections.</param>
/// <param name="Topics">Directions that somebody watches.</param>
/// <param name="Frames">Frames written.</param>
/// <param name="Prices">Prices in them.</param>
/// <param name="Conflated">Prices that a newer one replaced before they were written.</param>
/// <param name="Aborted">Connections that were cut because they took nothing.</param>
public sealed record PushHealthResponse(long Connections, long Topics, long Frames, long Prices, long Conflated, long Aborted)
{
    internal static PushHealthResponse Of(FanOutStatistics push) =>
        new(push.Connections, push.Topics, push.Frames, push.Prices, push.Conflated, push.Aborted);
}
