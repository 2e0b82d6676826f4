using System.Globalization;

namespace FxOrleans.Serving;

/// <summary>Durations as callers write them: a whole number and a unit, such as <c>500ms</c>, <c>5s</c>, <c>10m</c>, <c>2h</c>, <c>1d</c>.</summary>
public static class Duration
{
    /// <summary>True for a duration above zero and of at most 36,500 days.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan value)
    {
        value = default;
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        if (digits is < 1 or > 15)
        {
            return false;
        }

        long? unit = text[digits..] switch
        {
            "ms" => TimeSpan.TicksPerMillisecond,
            "s" => TimeSpan.TicksPerSecond,
            "m" => TimeSpan.TicksPerMinute,
            "h" => TimeSpan.TicksPerHour,
            "d" => TimeSpan.TicksPerDay,
            _ => null,
        };
        if (unit is not { } ticks)
        {
            return false;
        }

        var total = (Int128)long.Parse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture) * ticks;
        if (total <= 0 || total > 36_500 * TimeSpan.TicksPerDay)
        {
            return false;
        }

        value = new TimeSpan((long)total);
        return true;
    }
}
