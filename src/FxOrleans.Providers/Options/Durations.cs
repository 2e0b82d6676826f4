using System.Globalization;

namespace FxOrleans.Providers;

/// <summary>
/// Durations as configuration writes them: <c>hh:mm:ss</c>, with a fraction of a second where one is wanted. Hours may be
/// more than 23: <see cref="TimeSpan.Parse(string)"/> would read <c>24:00:00</c> as 24 days.
/// </summary>
internal static class Durations
{
    /// <summary>False when it is badly formed, has minutes or seconds above 59, or is longer than ten thousand hours.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        var parts = text.Split(':');
        if (parts.Length != 3
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            || !decimal.TryParse(parts[2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            || hours > 10_000 || minutes > 59 || seconds >= 60)
        {
            return false;
        }

        duration = new TimeSpan(hours, minutes, 0) + TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));
        return true;
    }

    /// <summary>The same form, with a fraction only where there is one.</summary>
    public static string Write(TimeSpan duration) => string.Create(
        CultureInfo.InvariantCulture, $"{(long)duration.TotalHours:00}:{duration.Minutes:00}:{duration.Seconds + (duration.Ticks % TimeSpan.TicksPerSecond / (decimal)TimeSpan.TicksPerSecond):00.#######}");
}
