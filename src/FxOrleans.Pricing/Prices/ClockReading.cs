namespace FxOrleans.Pricing;

/// <summary>
/// One reading of both clocks: the wall's, to compare with market time, and the monotonic one, to measure ages
/// that a step of the wall clock must not change.
/// </summary>
/// <param name="Wall">UTC.</param>
/// <param name="Monotonic">Since an arbitrary start; comparable only within one process.</param>
public readonly record struct ClockReading(DateTimeOffset Wall, TimeSpan Monotonic)
{
    /// <summary>Now, by <paramref name="time"/>.</summary>
    public static ClockReading Now(TimeProvider time) =>
        new(time.GetUtcNow(), time.GetElapsedTime(0, time.GetTimestamp()));
}
