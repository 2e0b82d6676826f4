using System.Diagnostics;
using System.Globalization;

namespace FxOrleans.Load;

/// <summary>
/// A stretch of ticks at an even pace, known in advance to server and client: tick k is of pair k mod pairs and due at a
/// moment of the clock that all processes of a machine share. A price's sequence is its tick's number.
/// </summary>
internal readonly record struct Step(long Start, long First, double Rate, double WarmUp, double Seconds)
{
    /// <summary>A step that starts a little later.</summary>
    public static Step Soon(long first, double rate, double warmUp, double seconds) =>
        new(Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 10), first, rate, warmUp, seconds);

    public long Count => (long)(Rate * (WarmUp + Seconds));

    /// <summary>The first tick that is measured.</summary>
    public long FirstMeasured => First + (long)(Rate * WarmUp);

    /// <summary>The tick after the last.</summary>
    public long End => First + Count;

    public long Due(long tick) => Start + (long)((tick - First) / Rate * Stopwatch.Frequency);

    public string Line => string.Create(CultureInfo.InvariantCulture, $"{Start} {First} {Rate:R} {WarmUp:R} {Seconds:R}");

    public static Step Parse(string line)
    {
        var parts = line.Split(' ');
        return new Step(
            long.Parse(parts[0], CultureInfo.InvariantCulture),
            long.Parse(parts[1], CultureInfo.InvariantCulture),
            double.Parse(parts[2], CultureInfo.InvariantCulture),
            double.Parse(parts[3], CultureInfo.InvariantCulture),
            double.Parse(parts[4], CultureInfo.InvariantCulture));
    }
}
