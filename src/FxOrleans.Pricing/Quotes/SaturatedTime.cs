namespace FxOrleans.Pricing;

/// <summary>Sums of a moment and a duration that end at the calendar's end instead of throwing: what is read back may be anything.</summary>
internal static class SaturatedTime
{
    /// <summary><paramref name="at"/> + <paramref name="by"/>, or the last moment there is.</summary>
    public static DateTimeOffset Plus(this DateTimeOffset at, TimeSpan by) =>
        by < DateTimeOffset.MaxValue - at ? at + by : DateTimeOffset.MaxValue;
}
