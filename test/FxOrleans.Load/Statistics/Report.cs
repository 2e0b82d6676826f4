using System.Globalization;

namespace FxOrleans.Load.Statistics;

/// <summary>Writes what was found, to the console unless told otherwise, and remembers whether every bound was kept.</summary>
/// <param name="write">Where to, a line at a time.</param>
/// <param name="judgesSpeed">False where too little is done to measure anything: then bounds on speed are only written.</param>
internal sealed class Report(Action<string>? write = null, bool judgesSpeed = true)
{
    /// <summary>The option for <c>judgesSpeed</c>: <c>no</c> turns it off.</summary>
    public const string JudgeSpeed = "judge-speed";

    private readonly Action<string> _write = write ?? Console.WriteLine;

    public bool Passed { get; private set; } = true;

    public void Line(FormattableString text) => _write(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>What a report is to do that these options ask for.</summary>
    public static Report For(Options options) => new(judgesSpeed: options.Text(JudgeSpeed) != "no");

    /// <summary>A value that must be at least, or at most, a bound, on any machine.</summary>
    public void Bound(string name, double value, double bound, bool atLeast, string unit = "", string more = "") =>
        Passed &= IsKept(name, value, bound, atLeast, unit, more);

    /// <summary>The same of a value that depends on the machine and on how much was measured.</summary>
    public void Speed(string name, double value, double bound, bool atLeast, string unit = "", string more = "") =>
        Passed &= IsKept(name, value, bound, atLeast, unit, more) || !judgesSpeed;

    private bool IsKept(string name, double value, double bound, bool atLeast, string unit, string more)
    {
        var kept = atLeast ? value >= bound : value <= bound;
        Line($"{(kept ? "ok  " : "MISS")} {name} {value:0.##}{unit} ({(atLeast ? "≥" : "≤")} {bound:0.##}{unit} wanted){(more.Length > 0 ? " " + more : "")}");
        return kept;
    }
}
