using System.Globalization;

namespace FxOrleans.Load.Statistics;

/// <summary>Writes what was found, to the console unless told otherwise, and remembers whether every bound was kept.</summary>
internal sealed class Report(Action<string>? write = null)
{
    private readonly Action<string> _write = write ?? Console.WriteLine;

    public bool Passed { get; private set; } = true;

    public void Line(FormattableString text) => _write(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>A value that must be at least, or at most, a bound.</summary>
    public void Bound(string name, double value, double bound, bool atLeast, string unit = "", string more = "")
    {
        var kept = atLeast ? value >= bound : value <= bound;
        Passed &= kept;
        Line($"{(kept ? "ok  " : "MISS")} {name} {value:0.##}{unit} ({(atLeast ? "≥" : "≤")} {bound:0.##}{unit} wanted){(more.Length > 0 ? " " + more : "")}");
    }
}
